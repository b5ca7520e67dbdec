package io.trustlift.report.look;

import java.io.IOException;
import java.util.Map;

/** Where answers come from. */
@FunctionalInterface
public interface Rows {

  /**
   * The rows of a query.
   *
   * @param sql with placeholders such as {@code {market:String}}
   * @param parameters the value of each placeholder, bound, never pasted
   * @return one JSON array of objects in UTF-8, with numbers as numbers and what is not known as
   *     null
   * @throws IOException when the tables cannot be reached
   * @throws RuntimeException when the query is refused, with what was said as its message
   */
  byte[] of(String sql, Map<String, String> parameters) throws IOException;
}
