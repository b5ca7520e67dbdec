package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the files in {@code sql/functions} have to keep to. A function's text is pasted where it is
 * called, so a lambda's variable could catch a column of the same name: variables begin with the
 * initials of their function, and the function's parameters, which become the columns, stand
 * outside of all lambdas.
 */
class FunctionFilesTest {

  private static final Pattern HEAD =
      Pattern.compile("CREATE OR REPLACE FUNCTION (tl[A-Z]\\w*) AS \\(([^)]*)\\) ->\\s+");

  private static final Pattern LAMBDA = Pattern.compile("(\\(([\\w, ]+)\\)|\\b(\\w+)) ->");

  /** A function as its file has it. */
  record Function(String file, String name, String comment, List<String> parameters, String body) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    for (SqlFile file : SqlFiles.ofClassPath().functions()) {
      for (String statement : file.statements()) {
        Matcher head = HEAD.matcher(statement);
        assertThat(head.find()).as("%s: %s", file.name(), statement).isTrue();
        functions.add(
            new Function(
                file.name(),
                head.group(1),
                statement.substring(0, head.start()).strip(),
                List.of(head.group(2).split(", ")),
                SqlLexer.codeOnly(statement).substring(head.end())));
      }
    }
    return functions;
  }

  @Test
  void namesAreUnique() {
    assertThat(functions().stream().map(Function::name))
        .hasSizeGreaterThan(60)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void commentSaysWhatItComputesAndWhereThatIsFrom(Function function) {
    String[] paragraphs = function.comment().split("\n\\s*\n");
    assertThat(paragraphs[paragraphs.length - 1]).startsWith("-- ").containsPattern("Sources?\\b");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void variablesBeginWithTheInitialsOfTheFunction(Function function) {
    String prefix =
        function.name().substring(2).replaceAll("[^A-Z]", "").toLowerCase(Locale.ROOT) + "_";
    for (String variable : variables(function)) {
      assertThat(variable).startsWith(prefix);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void parametersStandOutsideOfLambdas(Function function) {
    for (String lambda : lambdaBodies(function.body())) {
      for (String parameter : function.parameters()) {
        assertThat(lambda).doesNotContainPattern("\\b" + parameter + "\\b");
      }
    }
  }

  @Test
  void lambdasAreFound() {
    assertThat(lambdaBodies("arrayMap((a_x, a_y) -> f(a_x, g(a_y)), [x], [y])[1]"))
        .containsExactly(" f(a_x, g(a_y))");
    assertThat(lambdaBodies("arrayMap(a_x -> arrayMap(a_y -> a_y, [a_x])[1], [x])"))
        .containsExactly(" arrayMap(a_y -> a_y, [a_x])[1]", " a_y");
  }

  private static Set<String> variables(Function function) {
    Set<String> variables = new HashSet<>();
    Matcher lambda = LAMBDA.matcher(function.body());
    while (lambda.find()) {
      String names = lambda.group(2) == null ? lambda.group(3) : lambda.group(2);
      variables.addAll(List.of(names.split(", ")));
    }
    return variables;
  }

  /** What stands after each arrow, up to the comma or bracket that ends it. */
  private static List<String> lambdaBodies(String body) {
    List<String> bodies = new ArrayList<>();
    for (int arrow = body.indexOf("->"); arrow >= 0; arrow = body.indexOf("->", arrow + 2)) {
      int depth = 0;
      int end = arrow + 2;
      while (end < body.length() && depth >= 0) {
        char c = body.charAt(end);
        if (c == ',' && depth == 0) {
          break;
        }
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        end++;
      }
      bodies.add(body.substring(arrow + 2, depth < 0 ? end - 1 : end));
    }
    return bodies;
  }
}
