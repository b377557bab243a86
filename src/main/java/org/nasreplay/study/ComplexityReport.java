package org.nasreplay.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.nasreplay.io.Text;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Pictures, numbers and findings on how a sweep of LayerNAS grows with the space. */
public final class ComplexityReport {
  private static final String NOTE = "counts exact, synthetic spaces";

  private ComplexityReport() {}

  /**
   * Writes the study of a grid of L and |S|.
   *
   * @param layers the L at which growth with |S| is drawn
   * @param options the |S| at which growth with L is drawn
   * @return the findings, a line each
   */
  public static List<String> write(List<Complexity> grid, int layers, int options, Path folder)
      throws IOException {
    Complexity first = grid.get(0);
    var page =
        new StudyPage(
            Text.format(
                "What a sweep of LayerNAS takes, H = %d, k = %d", first.buckets(), first.keep()),
            NOTE + "; times of this machine");
    List<Complexity> byLayers = grid.stream().filter(c -> c.options() == options).toList();
    List<Complexity> byOptions = grid.stream().filter(c -> c.layers() == layers).toList();
    page.picture(
        picture(
            "trained-by-layers", "|S| = " + options, "layers, L", Complexity::layers, byLayers));
    page.picture(
        picture(
            "trained-by-options", "L = " + layers, "options, |S|", Complexity::options, byOptions));
    page.picture(
        times("seconds-by-layers", "|S| = " + options, "layers, L", Complexity::layers, byLayers));
    Complexity.Growth trained = Complexity.growth(grid, Complexity::trained);
    Complexity.Growth seconds = Complexity.growth(grid, Complexity::seconds);
    Complexity largest = grid.get(grid.size() - 1);
    page.finding(
        Text.format(
            "trained networks grow as L^%s · |S|^%s (fitted over %d spaces): more than the"
                + " bound's L^1 · |S|^1, because buckets that small spaces leave empty fill up",
            Decimals.decimals(trained.layers(), 2),
            Decimals.decimals(trained.options(), 2),
            grid.size()));
    page.finding(
        Text.format(
            "time here grows as L^%s · |S|^%s",
            Decimals.decimals(seconds.layers(), 2), Decimals.decimals(seconds.options(), 2)));
    page.finding(
        Text.format(
            "L = %d, |S| = %d: %s of 10^%s networks trained, %s %% of the bound %s, in %s s",
            largest.layers(),
            largest.options(),
            Decimals.grouped((double) largest.trained()),
            Decimals.decimals(largest.log10Networks(), 1),
            Decimals.decimals(100.0 * largest.trained() / largest.bound(), 1),
            Decimals.grouped((double) largest.bound()),
            Decimals.decimals(largest.seconds(), 2)));
    page.data(
        "complexity",
        "every L and |S|",
        List.of(
            "layers",
            "options",
            "buckets",
            "keep",
            "trained",
            "bound",
            "log10_networks",
            "seconds"),
        out -> {
          for (Complexity c : grid) {
            out.printRecord(
                c.layers(),
                c.options(),
                c.buckets(),
                c.keep(),
                c.trained(),
                c.bound(),
                Decimals.decimals(c.log10Networks(), 3),
                Decimals.decimals(c.seconds(), 6));
          }
        });
    page.write(folder);
    return page.findings();
  }

  private static Picture picture(
      String name,
      String fixed,
      String axis,
      ToIntFunction<Complexity> size,
      List<Complexity> sweeps) {
    return picture(
        name,
        "Networks that a sweep trains, " + fixed,
        // |S|^L would leave no room for the two lines.
        NOTE
            + Text.format(
                "; the whole space: 10^%s to 10^%s networks",
                Decimals.decimals(sweeps.get(0).log10Networks(), 1),
                Decimals.decimals(sweeps.get(sweeps.size() - 1).log10Networks(), 1)),
        axis,
        Scale.logarithmic("networks"),
        size,
        List.of("trained", "bound H·k·|S|·L"),
        List.of(Complexity::trained, Complexity::bound),
        sweeps);
  }

  private static Picture times(
      String name,
      String fixed,
      String axis,
      ToIntFunction<Complexity> size,
      List<Complexity> sweeps) {
    return picture(
        name,
        "Milliseconds that a sweep takes, " + fixed,
        Text.format("this machine, the fastest of %d sweeps, synthetic spaces", Complexity.ROUNDS),
        axis,
        Scale.logarithmic("milliseconds"),
        size,
        List.of("time of a sweep"),
        List.of(c -> 1000 * c.seconds()),
        sweeps);
  }

  private static Picture picture(
      String name,
      String title,
      String note,
      String axis,
      Scale figureScale,
      ToIntFunction<Complexity> size,
      List<String> labels,
      List<ToDoubleFunction<Complexity>> figures,
      List<Complexity> sweeps) {
    double[] x = sweeps.stream().mapToDouble(size::applyAsInt).toArray();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      lines.add(new Line(labels.get(i), x, sweeps.stream().mapToDouble(figures.get(i)).toArray()));
    }
    return new Picture(
        name,
        title + ", against " + axis + ". " + note + ".",
        StudyCharts.lines(title, note, Scale.logarithmic(axis), figureScale, lines),
        Csv.of(
            List.of("series", "size", "value"),
            out -> {
              for (Line line : lines) {
                for (int i = 0; i < x.length; i++) {
                  out.printRecord(
                      line.label(), Decimals.decimals(x[i], 0), Decimals.decimals(line.y()[i], 4));
                }
              }
            }));
  }
}
