package io.trustlift.clickhouse;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * Sets the parameters of a statement one after the other, each in the form that arrives exactly.
 *
 * <p>Instants are bound as integers, never as date types of {@code java.sql}, which the driver
 * shifts by the zone of the JVM: an integer is taken by a {@code DateTime64(3)} column as
 * milliseconds, and by a {@code DateTime} column as seconds, since 1970.
 */
final class Binder {

  private final PreparedStatement statement;
  private int index;

  Binder(PreparedStatement statement) {
    this.statement = statement;
  }

  Binder text(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Binder integer(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  /** Epoch milliseconds for a {@code DateTime64(3)} column. */
  Binder millis(long value) throws SQLException {
    return integer(value);
  }

  /** Epoch milliseconds of a whole second for a {@code DateTime} column. */
  Binder seconds(long millis) throws SQLException {
    return integer(Math.floorDiv(millis, 1_000L));
  }

  Binder integerOrNull(Long value) throws SQLException {
    return value == null ? none(Types.BIGINT) : integer(value);
  }

  /** For a {@code Nullable(Bool)} column. */
  Binder flagOrNull(Boolean value) throws SQLException {
    return value == null ? none(Types.BOOLEAN) : integer(value ? 1 : 0);
  }

  Binder texts(List<String> values) throws SQLException {
    statement.setObject(++index, values);
    return this;
  }

  /** For a {@code Float64} column. */
  Binder number(double value) throws SQLException {
    statement.setDouble(++index, value);
    return this;
  }

  Binder numberOrNull(Double value) throws SQLException {
    return value == null ? none(Types.DOUBLE) : number(value);
  }

  /** For an {@code Array(Float64)} column. */
  Binder numbers(List<Double> values) throws SQLException {
    statement.setObject(++index, values);
    return this;
  }

  Binder decimal(BigDecimal value) throws SQLException {
    statement.setBigDecimal(++index, value);
    return this;
  }

  private Binder none(int type) throws SQLException {
    statement.setNull(++index, type);
    return this;
  }
}
