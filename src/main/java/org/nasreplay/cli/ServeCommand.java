package org.nasreplay.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.process.TableService;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.nats.OfficialInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {
      "Answers other programs from a table: a line of JSON asks on standard input, a line answers on"
          + " standard output. data/suites/PROTOCOL.md says what can be asked."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TABLE", description = "table that answers")
  private String file = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "answer there instead, this machine's own programs alone; 0 for any free port")
  private @Nullable Integer port;

  @Override
  public Integer call() throws IOException {
    if (port != null) Expect.whole("--port", port, 0, 65_535);
    TableFile opened = ProjectFiles.table(file);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    ProjectFiles.remark(opened, err);
    var benchmark = new TableBenchmark(opened.table());
    TableService.Info info = (a, dataset, epochs) -> info(opened.table(), a, dataset, epochs);
    if (port == null) {
      new TableService(benchmark, info)
          .serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
      return 0;
    }
    try (var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      err.println(
          "listening on " + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        var thread = new Thread(() -> serve(client, new TableService(benchmark, info)), "client");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      throw new InputException(
          Text.format("--port (%d): %s", port, String.valueOf(e.getMessage())), e);
    }
  }

  /** Until the client has gone; what goes wrong with one is no matter of the others. */
  private static void serve(Socket client, TableService service) {
    try (client;
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream()) {
      client.setTcpNoDelay(true);
      service.serve(in, out);
    } catch (IOException | InputException e) {
      // It has gone, or sends what is no line.
    }
  }

  /** As NATS-Bench's API answers, under its names. */
  private static Map<String, Map<String, Double>> info(
      BenchmarkTable table, Architecture architecture, Dataset dataset, int epochs) {
    var official = new OfficialInfo(table, architecture, dataset, epochs);
    Map<String, Map<String, Double>> info = new LinkedHashMap<>();
    info.put("more_info", TableQueryCommand.each(official.moreInfo(), OfficialInfo.Value::value));
    info.put("cost_info", TableQueryCommand.each(official.costInfo(), OfficialInfo.Value::value));
    return info;
  }
}
