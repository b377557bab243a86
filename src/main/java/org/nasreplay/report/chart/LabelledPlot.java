package org.nasreplay.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Collection;
import java.util.Map;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** A plot whose labels fit into the room that there is. */
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
    if (getRangeAxis() instanceof LinearAxis axis) makeRoom(graphics, axis, area.getHeight());
    return super.drawAxes(graphics, plotArea, area, info);
  }

  /** Above a marked value for its label: in a small picture letters are large. */
  private void makeRoom(Graphics2D graphics, LinearAxis axis, double height) {
    Collection<?> markers = getRangeMarkers(Layer.FOREGROUND);
    if (markers == null) return;
    for (Object each : markers) {
      if (!(each instanceof ValueMarker marker) || marker.getLabel() == null) continue;
      double letters = graphics.getFontMetrics(marker.getLabelFont()).getHeight();
      double share = Math.min(0.5, (letters + marker.getLabelOffset().getTop()) / height);
      double least = axis.getLowerBound();
      double most = (marker.getValue() - share * least) / (1 - share);
      if (most > axis.getUpperBound()) axis.setRange(new Range(least, most), true, false);
    }
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
