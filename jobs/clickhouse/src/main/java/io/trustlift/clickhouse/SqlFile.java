package io.trustlift.clickhouse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file of SQL statements, each ended by a semicolon.
 *
 * @param name file name without folder
 * @param text its content, lines ended by a line feed
 */
record SqlFile(String name, String text) {

  SqlFile {
    text = text.replace("\r\n", "\n");
  }

  /** SHA-256 of the content in hexadecimal; the same for either way of ending lines. */
  String checksum() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * The statements, without the semicolons between them; none that is only comment or white space.
   */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    String code = SqlLexer.codeOnly(text);
    StringBuilder solid = new StringBuilder(code);
    for (SqlLexer.Span span : SqlLexer.spans(text)) {
      if (span.kind() == SqlLexer.Kind.QUOTED) {
        solid.setCharAt(span.start(), 'q');
      }
    }
    int start = 0;
    while (start < text.length()) {
      int semicolon = code.indexOf(';', start);
      int end = semicolon < 0 ? text.length() : semicolon;
      if (!solid.substring(start, end).isBlank()) {
        statements.add(text.substring(start, end).strip());
      }
      start = end + 1;
    }
    return statements;
  }
}
