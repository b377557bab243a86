package org.nasreplay.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.nasreplay.io.Text;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Pictures, numbers and findings on how a sweep of LayerNAS grows with the space. */
public final class ComplexityReport {
  private static final String NOTE = "counts exact, synthetic spaces";

  private static final Columns<Complexity> COLUMNS =
      new Columns<Complexity>()
          .written("layers", Complexity::layers)
          .written("options", Complexity::options)
          .written("buckets", Complexity::buckets)
          .written("keep", Complexity::keep)
          .written("trained", Complexity::trained)
          .written("bound", Complexity::bound)
          .written("log10_networks", 3, Complexity::log10Networks)
          .written("seconds", 6, Complexity::seconds);

  private ComplexityReport() {}

  /**
   * The study of a grid of L and |S|.
   *
   * @param layers the L at which growth with |S| is drawn
   * @param options the |S| at which growth with L is drawn
   */
  public static StudyPage of(List<Complexity> grid, int layers, int options) {
    Complexity first = grid.get(0);
    var page =
        new StudyPage(
            Text.format(
                "What a sweep of LayerNAS takes, H = %d, k = %d", first.buckets(), first.keep()),
            NOTE + "; times of this machine");
    var byLayers =
        new Along(
            "layers",
            "layers, L",
            "|S| = " + options,
            Complexity::layers,
            grid.stream().filter(c -> c.options() == options).toList());
    var byOptions =
        new Along(
            "options",
            "options, |S|",
            "L = " + layers,
            Complexity::options,
            grid.stream().filter(c -> c.layers() == layers).toList());
    page.picture(byLayers.trained()).picture(byOptions.trained()).picture(byLayers.times());
    Complexity.Growth trained = Complexity.growth(grid, Complexity::trained);
    Complexity.Growth seconds = Complexity.growth(grid, Complexity::seconds);
    Complexity largest = grid.get(grid.size() - 1);
    page.answer(
        Text.format(
            "The networks that a sweep trains grow as L^%s · |S|^%s (fitted over %d spaces): more than"
                + " the bound's L^1 · |S|^1, because buckets that small spaces leave empty fill up.",
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
    page.data("complexity", "every L and |S|", COLUMNS, grid);
    return page;
  }

  /** Sweeps of spaces that grow in one thing, {@code size}, while the other is fixed. */
  private record Along(
      String name,
      String axis,
      String fixed,
      ToIntFunction<Complexity> size,
      List<Complexity> sweeps) {

    Picture trained() {
      // |S|^L would leave no room for the two lines.
      String whole =
          Text.format(
              "; the whole space: 10^%s to 10^%s networks",
              Decimals.decimals(sweeps.get(0).log10Networks(), 1),
              Decimals.decimals(sweeps.get(sweeps.size() - 1).log10Networks(), 1));
      return picture(
          "trained-by-" + name,
          "Networks that a sweep trains, " + fixed,
          NOTE + whole,
          "networks",
          List.of(
              line("trained", 0, Complexity::trained),
              line("bound H·k·|S|·L", 1, Complexity::bound)));
    }

    Picture times() {
      return picture(
          "seconds-by-" + name,
          "Milliseconds that a sweep takes, " + fixed,
          Text.format(
              "this machine, the fastest of %d sweeps, synthetic spaces", Complexity.ROUNDS),
          "milliseconds",
          List.of(line("time of a sweep", 0, c -> 1000 * c.seconds())));
    }

    private Line line(String label, int look, ToDoubleFunction<Complexity> figure) {
      return new Line(
          label,
          look,
          sweeps.stream().mapToDouble(size::applyAsInt).toArray(),
          sweeps.stream().mapToDouble(figure).toArray());
    }

    private Picture picture(String file, String title, String note, String unit, List<Line> lines) {
      return new Picture(
          file,
          title + ", against " + axis + ". " + note + ".",
          StudyCharts.lines(title, note, Scale.logarithmic(axis), Scale.logarithmic(unit), lines),
          StudyCharts.csv("size", "value", lines));
    }
  }
}
