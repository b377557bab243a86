package org.nasreplay.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Cell;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.EngineProvider;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Cells as partitions of a Spark job, see {@link Cell#parts}. Table and suite are broadcast once;
 * results come back as soon as a partition is done. What a lost executor had not handed over is run
 * again by Spark, and gives the same.
 */
final class SparkEngine implements Engine {
  private static final long PATIENCE_SECONDS = 30;

  private final String master;
  private final EngineProvider.Recipe recipe;
  private final List<Path> jars;
  private final Consumer<String> remark;

  SparkEngine(
      String master, EngineProvider.Recipe recipe, List<Path> jars, Consumer<String> remark) {
    this.master = master;
    this.recipe = recipe;
    this.jars = jars;
    this.remark = remark;
  }

  @Override
  public void run(List<Cell> cells, Work work) throws InterruptedException, IOException {
    if (cells.isEmpty()) return;
    var busy = new Busy();
    try (JavaSparkContext spark = context()) {
      List<List<Cell>> parts = Cell.parts(cells, spark.defaultParallelism());
      JavaRDD<List<Cell>> partitions = spark.parallelize(parts, parts.size());
      var task = new CellTask(spark.broadcast(recipe));
      BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
      var job = new Thread(() -> submit(spark, partitions, task, arrivals), "nasreplay-spark");
      job.setDaemon(true);
      job.start();
      for (int i = 0; i < parts.size(); i++) {
        CellTask.Part part = next(arrivals, spark).get();
        busy.add(part, System.nanoTime() / 1e9);
        for (CellTask.Outcome outcome : part.outcomes()) {
          if (outcome.failure() != null) throw outcome.failure();
          if (outcome.result() != null) work.arrived(outcome.result());
        }
      }
    }
    remark.accept(busy.toString());
  }

  /** What a partition gave, or why there is nothing. */
  private interface Arrival {
    CellTask.Part get();
  }

  private Arrival next(BlockingQueue<Arrival> arrivals, JavaSparkContext spark)
      throws InterruptedException {
    @Nullable Arrival soon = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (soon != null) return soon;
    JavaSparkStatusTracker status = spark.statusTracker();
    boolean waits =
        IntStream.of(status.getActiveStageIds())
            .mapToObj(status::getStageInfo)
            .allMatch(stage -> stage == null || stage.numActiveTasks() == 0);
    if (waits) {
      remark.accept("spark: waits for a worker of " + master + " that has a core and memory free");
    }
    return arrivals.take();
  }

  private void submit(
      JavaSparkContext spark,
      JavaRDD<List<Cell>> partitions,
      CellTask task,
      BlockingQueue<Arrival> arrivals) {
    Function2<Object, CellTask.Part, BoxedUnit> arrived =
        new AbstractFunction2<>() {
          @Override
          public BoxedUnit apply(Object partition, CellTask.Part part) {
            arrivals.add(() -> part);
            return BoxedUnit.UNIT;
          }
        };
    try {
      spark
          .sc()
          .runJob(partitions.rdd(), task, arrived, ClassTag$.MODULE$.apply(CellTask.Part.class));
    } catch (Throwable e) { // Spark throws what Java would have declared
      arrivals.add(
          () -> {
            throw refused("Spark ended the job: ", e);
          });
    }
  }

  private JavaSparkContext context() {
    var settings =
        new SparkConf()
            .setMaster(master)
            .setAppName("NAS Replay")
            .setIfMissing("spark.ui.enabled", "false")
            // All runs come to this process, however many they are.
            .setIfMissing("spark.driver.maxResultSize", "0");
    // Nobody else is to be spoken with.
    if (master.startsWith("local")) settings.setIfMissing("spark.driver.host", "127.0.0.1");
    settings.set("spark.jars", String.join(",", jars(settings.get("spark.jars", ""))));
    try {
      return new JavaSparkContext(settings);
    } catch (LinkageError e) {
      throw e;
    } catch (Throwable e) { // Spark throws what Java would have declared
      throw refused("", e);
    }
  }

  /** With those that were given to Spark, which has some of these, too, under another name. */
  private List<String> jars(String given) {
    List<String> all =
        new ArrayList<>(Stream.of(given.split(",", -1)).filter(jar -> !jar.isEmpty()).toList());
    Stream.concat(
            jars.stream().map(Path::toString),
            Stream.of(JavaSparkContext.jarOfClass(SparkEngine.class)))
        .filter(jar -> all.stream().noneMatch(one -> name(one).equals(name(jar))))
        .forEach(all::add);
    return all;
  }

  private static String name(String jar) {
    return jar.substring(jar.lastIndexOf('/') + 1);
  }

  /** With the first line of what Spark says. */
  private InputException refused(String what, Throwable e) {
    String said = String.valueOf(e.getMessage());
    String reason = said.lines().findFirst().orElse(e.getClass().getSimpleName());
    return new InputException("--master " + master, what + reason, e);
  }
}
