package io.trustlift.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads as much of a panel's query as is needed to say that it is thin. */
final class PanelSql {

  private static final Pattern STRING = Pattern.compile("'[^']*'");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern OPERATOR = Pattern.compile("[-+*/%]|\\|\\|");
  private static final Pattern CALL = Pattern.compile("([\\w.$]+)\\s*\\(");
  private static final Pattern SOURCE = Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\S+)");
  private static final Pattern FORBIDDEN =
      Pattern.compile("\\b(GROUP\\s+BY|HAVING|OVER|CASE|WITH|UNION|ARRAY\\s+JOIN|BETWEEN)\\b");
  private static final Set<String> NOT_CALLED = Set.of("IN", "AND", "OR", "NOT", "WHERE", "ON");
  private static final Set<String> MACROS =
      Set.of("$__timeFilter", "$__dateFilter", "$__fromTime", "$__toTime", "$__timeInterval");
  private static final Pattern MACRO = Pattern.compile("\\$__\\w+");

  private PanelSql() {}

  /** What in a query is more than choosing, ordering and renaming; empty when nothing is. */
  static List<String> formulas(String sql) {
    List<String> found = new ArrayList<>();
    String code = VARIABLE.matcher(STRING.matcher(sql).replaceAll("''")).replaceAll("''");
    if (!code.strip().startsWith("SELECT") || code.split("\\bSELECT\\b", -1).length != 2) {
      found.add("not one SELECT");
    }
    addAll(found, "operator ", OPERATOR.matcher(code));
    addAll(found, "", FORBIDDEN.matcher(code));
    Matcher calls = CALL.matcher(code);
    while (calls.find()) {
      String name = calls.group(1);
      if (!name.startsWith("trust.")
          && !name.startsWith("$__")
          && !NOT_CALLED.contains(name.toUpperCase(Locale.ROOT))) {
        found.add("function " + name);
      }
    }
    Matcher macros = MACRO.matcher(code);
    while (macros.find()) {
      if (!MACROS.contains(macros.group())) {
        found.add("macro " + macros.group());
      }
    }
    Matcher sources = SOURCE.matcher(code);
    while (sources.find()) {
      if (!sources.group(1).startsWith("trust.")) {
        found.add("source " + sources.group(1));
      }
    }
    return found;
  }

  private static void addAll(List<String> found, String what, Matcher matcher) {
    while (matcher.find()) {
      found.add(what + matcher.group());
    }
  }

  /** Names of the result's columns. */
  static List<String> columns(String sql) {
    String list =
        sql.strip()
            .replaceFirst("^SELECT\\s+(DISTINCT\\s+)?", "")
            .replaceFirst("(?s)\\bFROM\\b.*", "");
    List<String> names = new ArrayList<>();
    for (String expression : list.split(",")) {
      String[] words = expression.strip().split("\\s+");
      String last = words[words.length - 1];
      names.add(last.substring(last.lastIndexOf('.') + 1));
    }
    return names;
  }
}
