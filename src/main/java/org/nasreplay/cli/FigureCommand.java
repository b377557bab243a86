package org.nasreplay.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Effort;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Report;
import org.nasreplay.report.Selection;
import org.nasreplay.report.chart.Face;
import org.nasreplay.report.chart.Figure;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "figure",
    description = {
      "One chart of a report for a paper: PDF with its letters in it, SVG or PNG, 7 points at least.",
      "Datasets and searchers that are not chosen take no part in its statistics."
    },
    mixinStandardHelpOptions = true)
final class FigureCommand implements Callable<Integer> {
  /** Points of 1/72 inch. */
  private static final Map<String, Double> UNITS =
      Map.of("in", 72.0, "pt", 1.0, "cm", 72 / 2.54, "mm", 72 / 25.4);

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})?)x(\\d{1,4}(?:\\.\\d{1,4})?)(in|pt|cm|mm)");

  /** What has an axis along which searchers get on. */
  private static final List<String> TIMES = List.of("progress", "regret", "run-times");

  private static final double LEAST = 72;
  private static final double GREATEST = 2000;

  @Parameters(index = "0", paramLabel = "DIR", description = "folder that replay has written")
  private Path folder = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "CHART",
      description = "progress, regret, run-times, landscape, …: a name of its files in DIR/charts")
  private String chart = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "ends in .pdf, .svg or .png")
  private Path out = Path.of("");

  @Option(
      names = "--datasets",
      paramLabel = "NAME",
      split = ",",
      description = "datasets in this order (default: all)")
  private List<String> datasets = new ArrayList<>();

  @Option(
      names = "--searchers",
      paramLabel = "NAME[=LABEL][,NAME[=LABEL]...]",
      description = "searchers in this order, under these labels (default: all)")
  private List<String> searchers = new ArrayList<>();

  @Mixin private Highlighted highlighted = new Highlighted();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "width and height in in, cm, mm or pt (default: ${DEFAULT-VALUE})")
  private String size = "3.3x2.2in";

  @Option(
      names = "--x",
      paramLabel = "EFFORT",
      description = "seconds or evaluations along the axis (default: what the budget counts)")
  private @Nullable String effort;

  @Option(
      names = "--font",
      paramLabel = "FONT",
      description =
          "serif, sans-serif, an installed family or a .ttf file (default: ${DEFAULT-VALUE})")
  private String font = "sans-serif";

  @Option(names = "--no-title", description = "leave the title to the caption")
  private boolean untitled;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "linear or log, of the horizontal axis (default: the chart's own)")
  private @Nullable String scale;

  @Option(
      names = "--legend",
      paramLabel = "PLACE",
      description =
          "below, above, right, top-left, top-right, bottom-left, bottom-right or none"
              + " (default: the chart's own)")
  private @Nullable String legend;

  @Option(names = "--unchecked", description = "read results that were edited since the replay")
  private boolean unchecked;

  @Override
  public Integer call() throws IOException {
    Figure figure = figure();
    Results all = Report.read(folder, unchecked);
    Effort counted = effort == null ? null : chosen("--x", effort, Effort.values());
    if (counted != null && TIMES.stream().noneMatch(chart::startsWith)) {
      throw new InputException("--x: is for " + String.join(", ", TIMES));
    }
    Results results = new Selection(datasets, labels(), counted).of(all);
    var order = searchers.isEmpty() ? Highlights.Order.BY_RESULT : Highlights.Order.AS_LISTED;
    figure.write(picture(results, Report.pictures(results, highlighted.searchers(), order)), out);
    return 0;
  }

  private Figure figure() {
    Matcher given = SIZE.matcher(size);
    double unit = given.matches() ? UNITS.getOrDefault(given.group(3), 0.0) : 0;
    double width = unit == 0 ? 0 : unit * Double.parseDouble(given.group(1));
    double height = unit == 0 ? 0 : unit * Double.parseDouble(given.group(2));
    if (Math.min(width, height) < LEAST || Math.max(width, height) > GREATEST) {
      throw new InputException(
          Text.format(
              "--size (%s): expected width and height from 1in to 27in, as in 3.3x2.2in or 84x56mm",
              Text.excerpt(size)));
    }
    return new Figure(
        width,
        height,
        Face.of(font),
        !untitled,
        scale == null ? null : chosen("--scale", scale, Figure.Scale.values()),
        legend == null ? null : chosen("--legend", legend, Figure.Place.values()));
  }

  private static <E extends Enum<E>> E chosen(String option, String given, E[] values) {
    List<String> names = new ArrayList<>();
    for (E value : values) names.add(name(value));
    return values[names.indexOf(Names.find(option, given, names))];
  }

  /** As an option has it. */
  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String each : SearcherNames.split(searchers)) {
      int equals = SearcherNames.find(each, '=', 0);
      String name = equals < 0 ? each : each.substring(0, equals);
      String label = equals < 0 ? each : each.substring(equals + 1);
      if (label.isBlank() || labels.putIfAbsent(name, label) != null) {
        throw new InputException(
            Text.format(
                "--searchers (%s): expected each once, as layernas or layernas=LayerNAS",
                Text.excerpt(each)));
      }
    }
    return labels;
  }

  /** The one of its kind; where a kind is of each protocol, the one of the only protocol. */
  private Picture picture(Results results, List<Picture> all) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Picture each : all) {
      String kind = each.name();
      for (Protocol protocol : results.provenance().protocols()) {
        String end = "-" + protocol.name();
        if (kind.endsWith(end)) kind = kind.substring(0, kind.length() - end.length());
      }
      kinds.put(each.name(), kind);
    }
    List<Picture> named = all.stream().filter(each -> each.name().equals(chart)).toList();
    if (named.size() == 1) return named.get(0);
    String kind = Names.find("chart", chart, kinds.values().stream().distinct().toList());
    List<Picture> meant = all.stream().filter(p -> kind.equals(kinds.get(p.name()))).toList();
    if (meant.size() == 1) return meant.get(0);
    throw new InputException(
        Text.format(
            "%s: one for each dataset, expected one of %s, or --datasets with one name",
            kind, meant.stream().map(Picture::name).collect(joining(", "))));
  }
}
