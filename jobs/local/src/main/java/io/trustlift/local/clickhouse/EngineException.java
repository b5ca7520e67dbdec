package io.trustlift.local.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClickHouse refused a statement or failed to run it. The message is ClickHouse's own. */
final class EngineException extends Exception {

  /** Error codes of ClickHouse that are raised here as well. */
  static final int BAD_ARGUMENTS = 36;

  static final int SYNTAX_ERROR = 62;
  static final int UNKNOWN_SETTING = 115;

  /** For errors without a code of ClickHouse's. */
  static final int UNKNOWN_EXCEPTION = 1002;

  private static final long serialVersionUID = 1L;

  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");

  private final int code;

  private EngineException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** An error as the engine words it, beginning with {@code Code: 60. DB::Exception: ...}. */
  static EngineException ofEngine(String message) {
    Matcher matcher = CODE.matcher(message);
    int code = matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN_EXCEPTION;
    return new EngineException(code, message);
  }

  /** An error found before the engine was asked, worded as the engine would. */
  static EngineException of(int code, String name, String message) {
    return new EngineException(
        code, "Code: %d. DB::Exception: %s. (%s)".formatted(code, message, name));
  }

  /** The number of the error in ClickHouse's list. */
  int code() {
    return code;
  }

  /** The HTTP status that goes with the error. */
  int httpStatus() {
    return switch (code) {
      case 164 -> 403; // READONLY
      case 46, 47, 60, 81, 115, 73 ->
          404; // unknown function, identifier, table, database, setting, format
      case 48 -> 501; // NOT_IMPLEMENTED
      case 159 -> 408; // TIMEOUT_EXCEEDED
      case 6, 26, 27, 33, 36, 38, 41, 50, 53, 62, 69, 72, 117, 130, 131, 168, 194, 456, 457 -> 400;
      default -> 500;
    };
  }
}
