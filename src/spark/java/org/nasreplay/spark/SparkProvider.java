package org.nasreplay.spark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.EngineProvider;

/**
 * {@code --engine spark}. It refuses what Spark would complain of after a minute, or not at all,
 * and knows no class of Spark.
 */
public final class SparkProvider implements EngineProvider {
  /** Whose classes this is compiled against. */
  private static final String VERSION = "4.";

  private static final String MASTER =
      "local(\\[(\\*|[1-9][0-9]{0,3})\\])?|spark://[^/,:]+:[0-9]{1,5}(,[^/,:]+:[0-9]{1,5})*|yarn|k8s://.+";

  private static final int CONNECT_MILLIS = 3000;

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Engine engine(String master, Recipe recipe, List<Path> jars, Consumer<String> remark) {
    String version = version();
    if (!version.startsWith(VERSION)) {
      throw new InputException(
          Text.format("--engine spark: Spark (%s), expected version %sx", version, VERSION));
    }
    // Where Spark has started this program, it was told the master.
    String chosen = master.isEmpty() ? System.getProperty("spark.master", "") : master;
    if (!chosen.matches(MASTER)) {
      throw new InputException(
          Text.format(
              "--master (%s), expected local[N], local[*], spark://HOST:PORT, yarn or k8s://…",
              chosen));
    }
    if (chosen.startsWith("spark:")) requireAnyThere(chosen);
    return new SparkEngine(chosen, recipe, jars, remark);
  }

  /** Spark itself would try for a minute. */
  private static void requireAnyThere(String master) {
    String[] places = master.substring("spark://".length()).split(",", -1);
    if (Stream.of(places).noneMatch(SparkProvider::listens)) {
      throw new InputException(
          Text.format("--master %s: nothing answers there, expected a master of Spark", master));
    }
  }

  private static boolean listens(String place) {
    try (var socket = new Socket()) {
      URI uri = URI.create("spark://" + place);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) { // no such place
      return false;
    }
  }

  private static String version() {
    try (InputStream in =
        SparkProvider.class.getResourceAsStream("/spark-version-info.properties")) {
      var properties = new Properties();
      if (in != null) properties.load(in);
      return properties.getProperty("version", "of an unknown version");
    } catch (IOException e) {
      throw new InputException("--engine spark", String.valueOf(e.getMessage()), e);
    }
  }
}
