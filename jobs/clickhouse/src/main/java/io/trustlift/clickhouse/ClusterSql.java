package io.trustlift.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Derives what a ClickHouse cluster is told from what a single server is told, so that there is one
 * set of files for both. Of a statement it changes no more than the names and clauses that say
 * where and how often rows are kept:
 *
 * <ul>
 *   <li>everything that is created or dropped is {@code ON CLUSTER};
 *   <li>a table that {@link Sharding} cuts becomes {@code <name>_local}, replicated within its
 *       shard, and a Distributed table takes its name: views, writers and materialised views, which
 *       know that name only, stay as they are;
 *   <li>any other table is replicated among all servers of the cluster, under its name. Changes of
 *       its columns travel by replication, and are told to one server only;
 *   <li>{@code system.parts}, of which each server has its own, is read through a Distributed
 *       table.
 * </ul>
 *
 * <p>Paths in Keeper name the table and not its UUID, so that a server that joins later finds its
 * replicas whoever creates its tables; a table is therefore dropped {@code SYNC}, or its path would
 * still be taken when it is made anew.
 *
 * @param cluster name of the cluster in the servers' configuration, or {@code {cluster}} to have
 *     each server look it up among its macros
 */
record ClusterSql(String cluster) {

  /** What the part of a sharded table is called that a server holds. */
  static final String LOCAL = "_local";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+|\\{cluster}");
  private static final Pattern CREATE_TABLE = statement("CREATE TABLE (?:IF NOT EXISTS )?");
  private static final Pattern ALTER_TABLE = statement("ALTER TABLE ");
  private static final Pattern DROP_TABLE = statement("DROP TABLE (?:IF EXISTS )?");
  private static final Pattern DROP_VIEW = statement("DROP VIEW (?:IF EXISTS )?");
  private static final Pattern CREATE_VIEW =
      statement("CREATE (?:OR REPLACE )?(?:MATERIALIZED )?VIEW (?:IF NOT EXISTS )?");
  private static final Pattern OTHER_CREATE =
      pattern("^ ?CREATE (?:DATABASE (?:IF NOT EXISTS )?|(?:OR REPLACE )?FUNCTION )\\w+");
  private static final Pattern INSERT = statement("INSERT INTO ");

  private static final Pattern ENGINE = pattern("\\bENGINE ?= ?(\\w*MergeTree)\\b( ?\\()?");
  private static final Pattern LIKE = pattern("^ ?AS trust\\.(\\w+)");
  private static final Pattern MATERIALIZE = pattern("\\bMATERIALIZE COLUMN\\b");
  private static final Pattern PARTS = pattern("\\bsystem\\.parts\\b");

  ClusterSql {
    if (!NAME.matcher(cluster).matches()) {
      throw new IllegalArgumentException("Not a name of a cluster: " + cluster);
    }
  }

  /** What has to be there before any file is applied. */
  List<String> prelude() {
    return List.of(
        "CREATE DATABASE IF NOT EXISTS trust" + onCluster(),
        "CREATE TABLE IF NOT EXISTS trust.system_parts%s AS system.parts ENGINE = Distributed('%s', system, parts)"
            .formatted(onCluster(), cluster));
  }

  /**
   * The statements of one file, in order, as a cluster is told them.
   *
   * @throws MigrationException if there is one of a kind that is not provided for
   */
  List<String> of(List<String> statements) {
    List<String> derived = new ArrayList<>();
    for (String sql : statements) {
      derived.addAll(of(sql, statements));
    }
    return derived;
  }

  private List<String> of(String sql, List<String> file) {
    String code = SqlLexer.codeOnly(sql);
    Matcher found = CREATE_TABLE.matcher(code);
    if (found.find()) {
      return createTable(sql, found, file);
    }
    found = ALTER_TABLE.matcher(code);
    if (found.find()) {
      return alterTable(sql, code, found);
    }
    found = DROP_TABLE.matcher(code);
    if (found.find()) {
      return dropTable(sql, found);
    }
    found = DROP_VIEW.matcher(code);
    if (found.find()) {
      return List.of(sql + onCluster() + " SYNC");
    }
    found = CREATE_VIEW.matcher(code);
    if (found.find()) {
      return List.of(partsOfAll(insert(sql, found.end(), onCluster())));
    }
    found = OTHER_CREATE.matcher(code);
    if (found.find()) {
      return List.of(insert(sql, found.end(), onCluster()));
    }
    if (INSERT.matcher(code).find()) {
      return List.of(sql);
    }
    throw new MigrationException(
        "It is not known how a cluster is told this: " + sql.lines().findFirst().orElse(""));
  }

  private List<String> createTable(String sql, Matcher found, List<String> file) {
    String table = found.group(1);
    Optional<String> key = Sharding.keyOf(table);
    String kept = key.isPresent() ? table + LOCAL : table;
    String head = sql.substring(0, found.start(1)) + kept + onCluster();
    String rest = sql.substring(found.end());
    String code = SqlLexer.codeOnly(rest);
    if (!ENGINE.matcher(code).find()) {
      // «AS another table»: what is copied includes the path in Keeper, which must be another.
      Matcher like = LIKE.matcher(code);
      if (!like.find()) {
        throw new MigrationException("trust." + table + " has no engine of the MergeTree family");
      }
      rest += " " + engineOf(like.group(1), file);
    }
    String create = head + replicated(rest, kept, key.isPresent());
    return key.map(by -> List.of(create, distributed(table, by))).orElse(List.of(create));
  }

  /** The clauses of a table's statement from its engine on. */
  private static String engineOf(String table, List<String> file) {
    for (String sql : file) {
      String code = SqlLexer.codeOnly(sql);
      Matcher create = CREATE_TABLE.matcher(code);
      Matcher engine = ENGINE.matcher(code);
      if (create.find() && create.group(1).equals(table) && engine.find()) {
        return sql.substring(engine.start());
      }
    }
    throw new MigrationException(
        "A table like trust.%s has to be created in the same file".formatted(table));
  }

  private static String replicated(String sql, String table, boolean sharded) {
    Matcher engine = ENGINE.matcher(SqlLexer.codeOnly(sql));
    if (!engine.find()) {
      throw new IllegalStateException(sql);
    }
    String place =
        sharded
            ? "'/clickhouse/tables/{shard}/trust/%s', '{replica}'".formatted(table)
            : "'/clickhouse/tables/all/trust/%s', '{shard}-{replica}'".formatted(table);
    return sql.substring(0, engine.start())
        + "ENGINE = Replicated"
        + engine.group(1)
        + "("
        + place
        + (engine.group(2) == null ? ")" : ", ")
        + sql.substring(engine.end());
  }

  private String distributed(String table, String key) {
    return "CREATE TABLE IF NOT EXISTS trust.%1$s%2$s AS trust.%1$s%3$s ENGINE = Distributed('%4$s', trust, %1$s%3$s, %5$s)"
        .formatted(table, onCluster(), LOCAL, cluster, key);
  }

  private List<String> alterTable(String sql, String code, Matcher found) {
    String table = found.group(1);
    if (Sharding.keyOf(table).isEmpty()) {
      return List.of(sql);
    }
    String local = insert(sql, found.end(), LOCAL + onCluster());
    // A Distributed table has columns, but no rows.
    return MATERIALIZE.matcher(code).find()
        ? List.of(local)
        : List.of(local, insert(sql, found.end(), onCluster()));
  }

  private List<String> dropTable(String sql, Matcher found) {
    String drop = sql + onCluster() + " SYNC";
    return Sharding.keyOf(found.group(1)).isEmpty()
        ? List.of(drop)
        : List.of(drop, insert(drop, found.end(), LOCAL));
  }

  private static String partsOfAll(String sql) {
    StringBuilder derived = new StringBuilder(sql);
    Matcher parts = PARTS.matcher(SqlLexer.codeOnly(sql));
    while (parts.find()) {
      derived.replace(
          parts.start() + derived.length() - sql.length(),
          parts.end() + derived.length() - sql.length(),
          "trust.system_parts");
    }
    return derived.toString();
  }

  private String onCluster() {
    return " ON CLUSTER '" + cluster + "'";
  }

  private static String insert(String sql, int at, String text) {
    return sql.substring(0, at) + text + sql.substring(at);
  }

  private static Pattern statement(String words) {
    return pattern("^ ?" + words + "trust\\.(\\w+)");
  }

  /** A blank stands for any white space, which comments are too. */
  private static Pattern pattern(String text) {
    return Pattern.compile(
        text.replace(" ?", "\\s*").replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
  }
}
