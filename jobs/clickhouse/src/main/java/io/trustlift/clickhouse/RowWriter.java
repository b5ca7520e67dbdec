package io.trustlift.clickhouse;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Writes rows of one type into their physical table {@code trust.<name>_versions}. Writing a row
 * twice, or an older version of it after a newer one, changes nothing that a reader of the view
 * {@code trust.<name>} sees.
 *
 * <p>Writers have no state and may be shared between threads; a statement may not.
 *
 * @param <R> the row type
 */
public interface RowWriter<R> extends Serializable {

  /** The INSERT with one question mark for each value that {@link #bind} sets. */
  String insertSql();

  /**
   * Sets every parameter of a statement prepared from {@link #insertSql()}. Adding it to the batch
   * is the caller's part.
   *
   * @throws SQLException if the driver refuses a value
   */
  void bind(PreparedStatement statement, R row) throws SQLException;
}
