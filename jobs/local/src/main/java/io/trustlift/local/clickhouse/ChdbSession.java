package io.trustlift.local.clickhouse;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A connection to the engine with its own settings, current database and temporary tables. One
 * thread at a time.
 *
 * <p>Statements that return rows are streamed, so that a large result never lies in memory as a
 * whole. Rows to insert are streamed as well, and apart from the statement: the library takes them
 * inside the statement too, but cuts binary rows there at line ends and semicolons, and runs as a
 * further statement what follows.
 */
final class ChdbSession implements AutoCloseable {

  private static final String NOT_STREAMABLE =
      "Code: 36. DB::Exception: Streaming query is not supported for query";
  private static final int APPEND_BYTES = 256 * 1024;
  private static final int ANALYSIS_BYTES = 16;

  private final ChdbLibrary library;
  private final Pointer holder;
  private final Pointer connection;

  ChdbSession(ChdbLibrary library, Pointer holder) {
    this.library = library;
    this.holder = holder;
    this.connection = holder.getPointer(0);
  }

  /** Makes a database the current one. */
  void use(String database) throws EngineException {
    run("USE `" + database.replace("\\", "\\\\").replace("`", "\\`") + "`");
  }

  /**
   * Changes settings for this session. Unknown names and impossible values are the engine's errors.
   */
  void set(Map<String, String> settings) throws EngineException {
    for (String name : settings.keySet()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
        throw EngineException.of(
            EngineException.UNKNOWN_SETTING, "UNKNOWN_SETTING", "Unknown setting '" + name + "'");
      }
    }
    if (!settings.isEmpty()) {
      run(
          settings.entrySet().stream()
              .map(setting -> setting.getKey() + " = '" + escape(setting.getValue()) + "'")
              .collect(Collectors.joining(", ", "SET ", "")));
    }
  }

  /**
   * Runs one statement and writes its result.
   *
   * @param defaultFormat of the result, unless the statement names one
   * @param delivery how the result may be fetched in the format that it will have
   * @throws EngineException if the engine refuses or fails; part of the result may have been
   *     written then
   * @throws IOException if {@code out} does; the statement is given up then
   */
  QueryStatistics query(
      byte[] sql,
      String defaultFormat,
      ResultFormat.Delivery delivery,
      QueryParameters parameters,
      OutputStream out)
      throws EngineException, IOException {
    requireSingleStatement(sql);
    byte[] format = defaultFormat.getBytes(StandardCharsets.UTF_8);
    if (delivery != ResultFormat.Delivery.WHOLE) {
      try (ChdbResult stream = openStream(sql, format, parameters)) {
        String error = stream.error();
        if (error == null) {
          return fetch(stream, delivery, out);
        }
        // Only SELECT streams. The refusal comes before anything has been run, so running it the
        // other way is no second time.
        if (!error.startsWith(NOT_STREAMABLE)) {
          throw EngineException.ofEngine(error);
        }
      }
    }
    try (ChdbResult result = run(sql, format, parameters)) {
      result.requireSuccess();
      result.copyTo(out, 0);
      return result.statistics();
    }
  }

  /**
   * Inserts the rows that a stream holds, to its end.
   *
   * @param statement the INSERT up to and without {@code VALUES} or {@code FORMAT}
   * @param format of the rows
   * @throws EngineException if the engine refuses; nothing of a block of rows with an error in it
   *     is written
   * @throws IOException if {@code rows} ends in an error; the insert is given up then
   */
  QueryStatistics insert(
      byte[] statement, String format, QueryParameters parameters, InputStream rows)
      throws EngineException, IOException {
    byte[] formatName = format.getBytes(StandardCharsets.UTF_8);
    Pointer insert =
        library.chdb_stream_insert_with_params_n(
            connection,
            statement,
            statement.length,
            formatName,
            formatName.length,
            parameters.names,
            parameters.nameLengths,
            parameters.values,
            parameters.valueLengths,
            parameters.count());
    try {
      requireNoInsertError(insert);
      append(insert, rows);
      try (ChdbResult done = new ChdbResult(library, library.chdb_stream_done(insert))) {
        done.requireSuccess();
        return done.statistics();
      }
    } finally {
      library.chdb_destroy_insert_stream(insert);
    }
  }

  @Override
  public void close() {
    library.chdb_close_conn(holder);
  }

  private QueryStatistics fetch(ChdbResult stream, ResultFormat.Delivery delivery, OutputStream out)
      throws EngineException, IOException {
    QueryStatistics statistics = QueryStatistics.NONE;
    boolean first = true;
    boolean ended = false;
    try {
      while (!ended) {
        try (ChdbResult piece =
            new ChdbResult(
                library, library.chdb_stream_fetch_result(connection, stream.pointer()))) {
          piece.requireSuccess();
          ended = piece.length() == 0;
          boolean repeats = delivery == ResultFormat.Delivery.PIECES_WITH_HEADER && !first;
          piece.copyTo(out, repeats && !ended ? piece.headerLength() : 0);
          statistics = statistics.plus(piece.statistics());
          first = false;
        }
      }
      return statistics;
    } finally {
      if (!ended) {
        library.chdb_stream_cancel_query(connection, stream.pointer());
      }
    }
  }

  private void append(Pointer insert, InputStream rows) throws IOException {
    byte[] piece = new byte[APPEND_BYTES];
    try {
      int count;
      while ((count = rows.readNBytes(piece, 0, piece.length)) > 0) {
        if (library.chdb_stream_append(insert, piece, count) != 0) {
          return; // the engine has failed; its reason comes with the result
        }
      }
    } catch (IOException e) {
      library.chdb_stream_cancel_insert(insert);
      throw e;
    }
  }

  private void requireNoInsertError(Pointer insert) throws EngineException {
    Pointer error = library.chdb_stream_insert_error(insert);
    if (error != null) {
      throw EngineException.ofEngine(error.getString(0, StandardCharsets.UTF_8.name()));
    }
  }

  /**
   * The library would run several statements at a time; the HTTP interface of ClickHouse does not.
   */
  private void requireSingleStatement(byte[] sql) throws EngineException {
    int[] analysis = {ANALYSIS_BYTES, 0, 0, 0};
    int state = library.chdb_classify_query_n(connection, sql, sql.length, null, 0, analysis);
    if (state == 0 && analysis[1] > 1) {
      throw EngineException.of(
          EngineException.SYNTAX_ERROR,
          "SYNTAX_ERROR",
          "Syntax error (Multi-statements are not allowed)");
    }
  }

  private void run(String sql) throws EngineException {
    byte[] format = "Null".getBytes(StandardCharsets.US_ASCII);
    try (ChdbResult result =
        run(sql.getBytes(StandardCharsets.UTF_8), format, new QueryParameters(Map.of()))) {
      result.requireSuccess();
    }
  }

  private ChdbResult run(byte[] sql, byte[] format, QueryParameters parameters)
      throws EngineException {
    return new ChdbResult(
        library,
        library.chdb_query_with_params_n(
            connection,
            sql,
            sql.length,
            format,
            format.length,
            parameters.names,
            parameters.nameLengths,
            parameters.values,
            parameters.valueLengths,
            parameters.count()));
  }

  private ChdbResult openStream(byte[] sql, byte[] format, QueryParameters parameters)
      throws EngineException {
    return new ChdbResult(
        library,
        library.chdb_stream_query_with_params_n(
            connection,
            sql,
            sql.length,
            format,
            format.length,
            parameters.names,
            parameters.nameLengths,
            parameters.values,
            parameters.valueLengths,
            parameters.count()));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
