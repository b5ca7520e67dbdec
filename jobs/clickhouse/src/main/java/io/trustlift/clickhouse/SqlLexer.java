package io.trustlift.clickhouse;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the parts of a ClickHouse SQL text apart that must not be read as SQL: comments, quoted
 * strings and names, and heredocs. It knows nothing else about the language.
 */
public final class SqlLexer {

  /** What a {@link Span} of text is. */
  public enum Kind {
    /** Keywords, names, numbers, operators, white space. */
    CODE,
    /** From {@code --} to the end of the line, or between slash-star and star-slash. */
    COMMENT,
    /** In single quotes, double quotes, backticks or {@code $tag$}, with the quotes. */
    QUOTED
  }

  /**
   * A part of the text.
   *
   * @param kind what it is
   * @param start index of its first character
   * @param end index after its last character
   */
  public record Span(Kind kind, int start, int end) {}

  private final String text;
  private final List<Span> spans = new ArrayList<>();

  private SqlLexer(String text) {
    this.text = text;
  }

  /**
   * The parts of a text in order, without gaps. A comment or a quotation that is never closed
   * reaches to the end of the text.
   */
  public static List<Span> spans(String text) {
    SqlLexer lexer = new SqlLexer(text);
    lexer.run();
    return List.copyOf(lexer.spans);
  }

  /**
   * The text with comments and quoted parts blanked: as long as before, and only code is left to be
   * searched.
   */
  public static String codeOnly(String text) {
    StringBuilder code = new StringBuilder(text);
    for (Span span : spans(text)) {
      if (span.kind() != Kind.CODE) {
        for (int i = span.start(); i < span.end(); i++) {
          code.setCharAt(i, ' ');
        }
      }
    }
    return code.toString();
  }

  private void run() {
    int codeStart = 0;
    int at = 0;
    while (at < text.length()) {
      Span other = commentOrQuoted(at);
      if (other == null) {
        at++;
        continue;
      }
      add(Kind.CODE, codeStart, at);
      spans.add(other);
      at = other.end();
      codeStart = at;
    }
    add(Kind.CODE, codeStart, text.length());
  }

  private void add(Kind kind, int start, int end) {
    if (start < end) {
      spans.add(new Span(kind, start, end));
    }
  }

  private Span commentOrQuoted(int at) {
    char c = text.charAt(at);
    if (text.startsWith("--", at)) {
      return new Span(Kind.COMMENT, at, endAfter("\n", at));
    }
    if (text.startsWith("/*", at)) {
      return new Span(Kind.COMMENT, at, endAfter("*/", at + 2));
    }
    if (c == '\'' || c == '"' || c == '`') {
      return new Span(Kind.QUOTED, at, endOfQuoted(c, at + 1));
    }
    if (c == '$') {
      String tag = heredocTag(at);
      return tag == null ? null : new Span(Kind.QUOTED, at, endAfter(tag, at + tag.length()));
    }
    return null;
  }

  private int endAfter(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /** A doubled quote needs no care: it ends one quotation and begins the next. */
  private int endOfQuoted(char quote, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  private String heredocTag(int at) {
    int end = at + 1;
    while (end < text.length() && isWordCharacter(text.charAt(end))) {
      end++;
    }
    boolean opens = end < text.length() && text.charAt(end) == '$';
    boolean partOfName = at > 0 && isWordCharacter(text.charAt(at - 1));
    return opens && !partOfName ? text.substring(at, end + 1) : null;
  }

  private static boolean isWordCharacter(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
