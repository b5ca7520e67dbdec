package io.trustlift.clickhouse;

import java.util.List;

/**
 * A table of the contract in {@code semantics.md} and how to export it.
 *
 * @param name without the database
 * @param columns the columns of the contract in alphabetical order, which is the order of the
 *     exported fields
 * @param exportSql a SELECT of exactly these columns in export form, for {@code FORMAT
 *     JSONEachRow}: times as epoch milliseconds, amounts as decimal text, rows sorted by their text
 */
public record ContractTable(String name, List<String> columns, String exportSql) {

  /** Copies the columns. */
  public ContractTable {
    columns = List.copyOf(columns);
  }
}
