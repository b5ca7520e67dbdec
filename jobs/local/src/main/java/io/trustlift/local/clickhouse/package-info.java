/**
 * ClickHouse without a server to install: the engine as a library (chDB) behind the part of
 * ClickHouse's HTTP interface that JDBC, curl and Grafana speak, in a process of its own.
 *
 * <p>{@link io.trustlift.local.clickhouse.ClickHouseProcess} is what other packages use. Inside the
 * process, {@link io.trustlift.local.clickhouse.ClickHouseServer} listens, {@code QueryHandler}
 * turns requests into statements, and {@code ChdbEngine} runs them. Users and roles do not exist
 * here: they are a matter for the real server.
 */
package io.trustlift.local.clickhouse;
