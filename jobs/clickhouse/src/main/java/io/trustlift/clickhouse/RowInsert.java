package io.trustlift.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.data.ClickHouseColumn;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Sends rows in ClickHouse's binary format, which costs both sides a fraction of what text does.
 * The columns are named, so it does not matter in which order the table has them. (The driver's own
 * way to write binary by a prepared statement does not name them.)
 *
 * @param <R> the row type
 */
public final class RowInsert<R> {

  private static final String DATABASE = "trust";

  private final Client client;
  private final RowWriter<R> writer;
  private final TableSchema columns;

  private RowInsert(Client client, RowWriter<R> writer, TableSchema columns) {
    this.client = client;
    this.writer = writer;
    this.columns = columns;
  }

  /**
   * Looks up the types of the columns.
   *
   * @param connection that the rows will go over, one of ClickHouse's driver
   * @throws SQLException when the table is not there, or lacks a column
   */
  public static <R> RowInsert<R> prepare(Connection connection, RowWriter<R> writer)
      throws SQLException {
    Client client = connection.unwrap(ConnectionImpl.class).getClient();
    TableSchema table;
    try {
      table = client.getTableSchema(writer.table(), DATABASE);
    } catch (ClientException | ServerException e) {
      throw failure("be looked up", writer, e);
    }
    List<ClickHouseColumn> columns = new ArrayList<>();
    for (String name : writer.columns()) {
      columns.add(
          table.getColumns().stream()
              .filter(column -> column.getColumnName().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SQLException(
                          "%s.%s has no column %s: apply the migrations"
                              .formatted(DATABASE, writer.table(), name))));
    }
    return new RowInsert<>(client, writer, new TableSchema(columns));
  }

  /**
   * Sends rows in one INSERT.
   *
   * @throws SQLException when they cannot be sent or are refused; some may have been written then
   */
  public void send(Collection<R> rows) throws SQLException {
    byte[] binary = binary(rows);
    try (InsertResponse response =
        client
            .insert(
                DATABASE + '.' + writer.table(),
                writer.columns(),
                new ByteArrayInputStream(binary),
                ClickHouseFormat.RowBinary,
                new InsertSettings())
            .get()) {
      response.getWrittenRows(); // nothing hangs on it: a row may be written more often
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("be written", writer, e);
    } catch (ExecutionException e) {
      throw failure("be written", writer, e.getCause());
    } catch (Exception e) { // what closing the response declares, and the client's own
      throw failure("be written", writer, e);
    }
  }

  /** All is put into bytes first, so that a value that has no place in them sends nothing. */
  private byte[] binary(Collection<R> rows) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowBinaryFormatWriter binary =
        new RowBinaryFormatWriter(out, columns, ClickHouseFormat.RowBinary);
    int width = columns.getColumns().size();
    try {
      for (R row : rows) {
        for (int column = 0; column < width; column++) {
          binary.setValue(column + 1, writer.value(row, column));
        }
        binary.commitRow();
      }
    } catch (IOException e) {
      throw failure("be put into binary form", writer, e);
    }
    return out.toByteArray();
  }

  private static SQLException failure(String what, RowWriter<?> writer, Throwable cause) {
    return new SQLException(
        "Rows of %s.%s cannot %s: %s".formatted(DATABASE, writer.table(), what, cause.getMessage()),
        cause);
  }
}
