package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** A plot whose axes make their labels as small as the room demands that there is. */
public final class LabelledPlot extends XYPlot {
  private static final long serialVersionUID = 1L;

  /** Of what is drawn by annotations alone. */
  LabelledPlot() {}

  public LabelledPlot(XYDataset dataset, ValueAxis x, ValueAxis y, XYItemRenderer renderer) {
    super(dataset, x, y, renderer);
  }

  @Override
  protected Map<Axis, AxisState> drawAxes(
      Graphics2D graphics, Rectangle2D plotArea, Rectangle2D area, PlotRenderingInfo info) {
    fit(graphics, getDomainAxis(), area.getWidth());
    fit(graphics, getRangeAxis(), area.getHeight());
    return super.drawAxes(graphics, plotArea, area, info);
  }

  private static void fit(Graphics2D graphics, Axis axis, double room) {
    @Nullable String label = axis.getLabel();
    if (label == null || label.isEmpty()) return;
    ChartStyle.Letters letters = ChartStyle.Letters.of(graphics);
    double length = graphics.getFontMetrics(letters.text()).stringWidth(label);
    double size = letters.text().getSize2D() * Math.min(1, room / length);
    axis.setLabelFont(letters.text().deriveFont((float) Math.max(letters.smallest(), size)));
  }
}
