package org.nasreplay.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Cell;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.EngineProvider;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Cells as partitions of a Spark job. Table and suite are broadcast once; results come back as soon
 * as a partition is done. What a lost executor had not handed over is run again by Spark, and gives
 * the same.
 */
final class SparkEngine implements Engine {
  /** Partitions an executor's core gets: enough that none waits long for the last one. */
  private static final int PARTITIONS_PER_CORE = 32;

  private final String master;
  private final EngineProvider.Recipe recipe;
  private final List<Path> jars;

  SparkEngine(String master, EngineProvider.Recipe recipe, List<Path> jars) {
    this.master = master;
    this.recipe = recipe;
    this.jars = jars;
  }

  @Override
  public void run(List<Cell> cells, Work work) throws InterruptedException, IOException {
    if (cells.isEmpty()) return;
    try (JavaSparkContext spark = context()) {
      List<ArrayList<Cell>> parts = parts(cells, PARTITIONS_PER_CORE * spark.defaultParallelism());
      JavaRDD<ArrayList<Cell>> partitions = spark.parallelize(parts, parts.size());
      var task = new CellTask(spark.broadcast(recipe));
      BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
      var job = new Thread(() -> submit(spark, partitions, task, arrivals), "nasreplay-spark");
      job.setDaemon(true);
      job.start();
      for (int i = 0; i < parts.size(); i++) {
        Arrival arrival = arrivals.take();
        if (arrival.failure() != null) throw failure(arrival.failure());
        for (CellTask.Outcome outcome : Objects.requireNonNull(arrival.outcomes())) {
          if (outcome.result() == null) throw new InputException(outcome.failure());
          work.arrived(outcome.result());
        }
      }
    }
  }

  /**
   * Cells dealt out in turns, so that each part holds some of every searcher: their runs differ a
   * thousandfold in cost.
   */
  static List<ArrayList<Cell>> parts(List<Cell> cells, int most) {
    int count = Math.min(cells.size(), most);
    List<ArrayList<Cell>> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) parts.add(new ArrayList<>());
    for (int i = 0; i < cells.size(); i++) parts.get(i % count).add(cells.get(i));
    return parts;
  }

  /** What a partition gave, or why the job ended. */
  private record Arrival(
      @Nullable List<CellTask.Outcome> outcomes, @Nullable Throwable failure) {}

  private static void submit(
      JavaSparkContext spark,
      JavaRDD<ArrayList<Cell>> partitions,
      CellTask task,
      BlockingQueue<Arrival> arrivals) {
    Function2<Object, ArrayList<CellTask.Outcome>, BoxedUnit> arrived =
        new AbstractFunction2<>() {
          @Override
          public BoxedUnit apply(Object partition, ArrayList<CellTask.Outcome> outcomes) {
            arrivals.add(new Arrival(outcomes, null));
            return BoxedUnit.UNIT;
          }
        };
    try {
      spark.sc().runJob(partitions.rdd(), task, arrived, ClassTag$.MODULE$.apply(ArrayList.class));
    } catch (Throwable e) { // Spark throws what Java would have declared
      arrivals.add(new Arrival(null, e));
    }
  }

  private JavaSparkContext context() {
    var settings =
        new SparkConf()
            .setAppName("NAS Replay")
            .setIfMissing("spark.ui.enabled", "false")
            .setJars(
                Stream.concat(
                        jars.stream().map(Path::toString),
                        Stream.of(JavaSparkContext.jarOfClass(SparkEngine.class)))
                    .toArray(String[]::new));
    if (!master.isEmpty()) settings.setMaster(master);
    if (!settings.contains("spark.master")) {
      throw new InputException("--engine spark: needs --master, as local[*] or spark://HOST:PORT");
    }
    try {
      return new JavaSparkContext(settings);
    } catch (Throwable e) { // Spark throws what Java would have declared
      throw new InputException("--master " + settings.get("spark.master"), reason(e), e);
    }
  }

  private InputException failure(Throwable e) {
    return new InputException("--master " + master, "Spark ended the job: " + reason(e), e);
  }

  /** The first line of what Spark says. */
  private static String reason(Throwable e) {
    String said = String.valueOf(e.getMessage());
    return said.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
