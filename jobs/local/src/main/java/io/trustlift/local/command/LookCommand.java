package io.trustlift.local.command;

import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.npm.WebPackages;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Question;
import io.trustlift.local.stack.Tables;
import io.trustlift.report.look.LookServer;
import io.trustlift.report.look.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The quick look: the views as a page, without a Grafana. */
@Command(
    name = "look",
    mixinStandardHelpOptions = true,
    description =
        "Shows the tables of the data folder as a page for the browser of this machine, until interrupted: what trust did in each"
            + " market, a stream minute by minute, experiments.",
    footer = {
      "",
      "The page is for reading only, and nobody but this machine can reach it. Filters stand in its address, so that a view can be"
          + " kept as a bookmark."
    })
final class LookCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8095",
      converter = BatchOptions.Port.class,
      description = "Where the page is served, 0 for a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws Exception {
    DataLayout data = dataOption.openExisting("look");
    Path echarts =
        chartLibrary(WebPackages.echarts(EngineLibrary.findHome(), Console.standard()::line));
    Tables tables = Tables.open(data);
    LookServer server;
    try {
      server = start(tables.clickHouse(), echarts);
    } catch (IOException | RuntimeException e) {
      tables.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, tables), "stop"));
    System.out.println("Look at  http://127.0.0.1:" + server.port() + "/overview");
    System.out.println("Up until interrupted (Ctrl-C).");
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private LookServer start(ClickHouseHttp clickHouse, Path echarts) throws IOException {
    try {
      return LookServer.start(port, rows(clickHouse), echarts);
    } catch (BindException e) {
      throw new StartException(
          "Port "
              + port
              + " is in use or not allowed: stop what listens there, or choose another with --port (0 for a free one).",
          e);
    }
  }

  /** ECharts as one ES module, in the folder of its package. */
  static Path chartLibrary(Path echarts) {
    return echarts.resolve("dist").resolve("echarts.esm.min.mjs");
  }

  /** Answers of ClickHouse, with all values bound. */
  static Rows rows(ClickHouseHttp clickHouse) {
    return (sql, parameters) -> {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      new Question(sql, parameters).writeJson(clickHouse, json);
      return json.toByteArray();
    };
  }

  private static void stop(LookServer server, Tables tables) {
    server.close();
    tables.close();
  }
}
