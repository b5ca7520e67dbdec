package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewOrderTest {

  private static SqlFile view(String name, String body) {
    return new SqlFile(name + ".sql", "CREATE OR REPLACE VIEW trust." + name + " AS " + body);
  }

  private static List<String> order(SqlFile... views) {
    return ViewOrder.of(List.of(views)).stream().map(SqlFile::name).toList();
  }

  @Test
  void viewsComeAfterThoseTheyRead() {
    assertThat(
            order(
                view("a", "SELECT * FROM trust.c, trust.table_versions"),
                view("b", "SELECT 1"),
                view("c", "SELECT * FROM trust.d JOIN trust.b USING x"),
                view("d", "SELECT 1")))
        .containsExactly("b.sql", "d.sql", "c.sql", "a.sql");
  }

  @Test
  void namesInCommentsAndStringsDoNotCount() {
    assertThat(
            order(view("a", "SELECT 'trust.b' -- trust.b\n"), view("b", "SELECT * FROM trust.a")))
        .containsExactly("a.sql", "b.sql");
  }

  @Test
  void aFileMayCreateSeveralViews() {
    SqlFile both =
        new SqlFile(
            "z.sql",
            "CREATE OR REPLACE VIEW trust.x AS SELECT 1; create view if not exists trust.y as select * from trust.x");

    assertThat(order(view("a", "SELECT * FROM trust.y"), both)).containsExactly("z.sql", "a.sql");
  }

  @Test
  void circlesAndTwinsAreRefused() {
    assertThatThrownBy(
            () -> order(view("a", "SELECT * FROM trust.b"), view("b", "SELECT * FROM trust.a")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("circle")
        .hasMessageContaining("a.sql")
        .hasMessageContaining("b.sql");
    assertThatThrownBy(
            () ->
                order(
                    view("a", "SELECT 1"), new SqlFile("b.sql", "CREATE VIEW trust.a AS SELECT 2")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Both sql/views/a.sql and sql/views/b.sql create trust.a");
  }
}
