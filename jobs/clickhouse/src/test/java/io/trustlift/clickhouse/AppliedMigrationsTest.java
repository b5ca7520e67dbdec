package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedMigrationsTest {

  private static final SqlFile FIRST = new SqlFile("0001_first.sql", "SELECT 1;");
  private static final SqlFile SECOND = new SqlFile("0002_second.sql", "SELECT 2;");

  private static List<SqlFile> pending(Map<String, String> applied, SqlFile... files) {
    return new AppliedMigrations(applied).pendingOf(List.of(files));
  }

  @Test
  void whatIsNotAppliedIsPending() {
    assertThat(pending(Map.of(), FIRST, SECOND)).containsExactly(FIRST, SECOND);
    assertThat(pending(Map.of(FIRST.name(), FIRST.checksum()), FIRST, SECOND))
        .containsExactly(SECOND);
  }

  @Test
  void changedMissingAndLateFilesAreRefused() {
    assertThatThrownBy(() -> pending(Map.of(FIRST.name(), "other"), FIRST))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("0001_first.sql was changed");
    assertThatThrownBy(() -> pending(Map.of(FIRST.name(), FIRST.checksum()), SECOND))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("0001_first.sql");
    assertThatThrownBy(() -> pending(Map.of(SECOND.name(), SECOND.checksum()), FIRST, SECOND))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "0001_first.sql is new, but 0002_second.sql has already been applied");
  }

  @Test
  void namesAreNumberedOnce() {
    assertThatThrownBy(() -> pending(Map.of(), new SqlFile("1_x.sql", "SELECT 1")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("NNNN_name.sql");
    assertThatThrownBy(() -> pending(Map.of(), FIRST, new SqlFile("0001_other.sql", "SELECT 1")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("number 0001");
  }
}
