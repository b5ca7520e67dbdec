package io.trustlift.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts view files into an order in which each can be created: a view after those it reads. What it
 * reads is found in its text, as names {@code trust.something} outside comments and strings, so
 * that nobody has to number view files.
 */
final class ViewOrder {

  private static final Pattern CREATED =
      Pattern.compile(
          "\\bVIEW\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?trust\\.(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMED = Pattern.compile("\\btrust\\.(\\w+)");

  private final Map<String, SqlFile> creators = new HashMap<>();
  private final Set<SqlFile> done = new LinkedHashSet<>();
  private final Set<SqlFile> underWay = new LinkedHashSet<>();

  private ViewOrder() {}

  /**
   * The same files, ordered.
   *
   * @throws MigrationException if views read each other in a circle, or two files create the same
   *     view
   */
  static List<SqlFile> of(List<SqlFile> views) {
    ViewOrder order = new ViewOrder();
    for (SqlFile file : views) {
      for (String view : names(CREATED, file)) {
        SqlFile other = order.creators.put(view, file);
        if (other != null) {
          throw new MigrationException(
              "Both sql/views/%s and sql/views/%s create trust.%s: remove it from one of them."
                  .formatted(other.name(), file.name(), view));
        }
      }
    }
    views.forEach(order::visit);
    return new ArrayList<>(order.done);
  }

  private void visit(SqlFile file) {
    if (done.contains(file)) {
      return;
    }
    if (!underWay.add(file)) {
      throw new MigrationException(
          "The views in sql/views read each other in a circle: "
              + underWay.stream().map(SqlFile::name).toList());
    }
    for (String name : names(NAMED, file)) {
      SqlFile creator = creators.get(name);
      if (creator != null && !creator.equals(file)) {
        visit(creator);
      }
    }
    underWay.remove(file);
    done.add(file);
  }

  private static Set<String> names(Pattern pattern, SqlFile file) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(SqlLexer.codeOnly(file.text()));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
