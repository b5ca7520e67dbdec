package io.trustlift.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Who may do what in ClickHouse, by {@code sql/security/}. */
class DatabaseUsersTest {

  private final XPath xpath = XPathFactory.newInstance().newXPath();

  @ParameterizedTest
  @CsvSource({
    "reader, trustlift_reader, TRUSTLIFT_READER_PASSWORD_SHA256",
    "writer, trustlift_writer, TRUSTLIFT_WRITER_PASSWORD_SHA256",
    "owner, trustlift_owner, TRUSTLIFT_OWNER_PASSWORD_SHA256"
  })
  void usersHaveAPasswordFromTheEnvironment(String file, String user, String variable)
      throws Exception {
    Document document = read(file);
    assertThat(text(document, "/clickhouse/users/%s/password_sha256_hex/@from_env".formatted(user)))
        .isEqualTo(variable);
    assertThat(text(document, "/clickhouse/users/%s/password_sha256_hex".formatted(user)))
        .isEmpty();
    assertThat(grants(document)).isNotEmpty();
    assertThat(Files.readString(Repository.file("infra/make-secrets"))).contains(variable + "=");
  }

  @Test
  void theJobAddsRowsAndNoMore() throws Exception {
    Document document = read("writer");
    assertThat(grants(document)).containsExactly("GRANT SELECT, INSERT ON trust.*");
    assertThat(text(document, "/clickhouse/profiles/trustlift_writer/allow_ddl")).isEqualTo("0");
    assertThat(list(document, "/clickhouse/profiles/trustlift_writer/constraints/allow_ddl/const"))
        .hasSize(1);
  }

  @Test
  void dashboardsReadWithinLimits() throws Exception {
    Document document = read("reader");
    assertThat(grants(document)).allMatch(grant -> grant.startsWith("GRANT SELECT"));
    assertThat(text(document, "/clickhouse/profiles/trustlift_reader/readonly")).isEqualTo("1");
  }

  @Test
  void nobodyOwnsMoreThanTheDatabase() throws Exception {
    for (String file : List.of("reader", "writer", "owner")) {
      assertThat(grants(read(file)))
          .noneMatch(grant -> grant.contains("ALL"))
          .noneMatch(grant -> grant.contains("GRANT OPTION"))
          .allMatch(
              grant ->
                  !grant.contains("*.*")
                      || grant.equals("GRANT CREATE FUNCTION, DROP FUNCTION ON *.*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "steps"})
  void theStackInContainersUsesThem(String file) throws Exception {
    Properties properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(Repository.file("infra/compose/" + file + ".properties"))) {
      properties.load(in);
    }
    String user = properties.getProperty("clickhouse.user");
    assertThat(List.of("trustlift_writer", "trustlift_owner")).contains(user);
    String secret = properties.getProperty("clickhouse.password.file").replace("/run/secrets/", "");
    assertThat(secret).isEqualTo(user.replace("trustlift_", "clickhouse-"));
    assertThat(Files.readString(Repository.file("infra/make-secrets")))
        .contains("\"$folder/" + secret + "\"");
  }

  private List<String> grants(Document document) throws Exception {
    return list(document, "/clickhouse/users/*/grants/query");
  }

  private String text(Document document, String path) throws Exception {
    return xpath.evaluate(path, document).strip();
  }

  private List<String> list(Document document, String path) throws Exception {
    NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  private static Document read(String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(Repository.file("sql/security/" + name + ".xml").toFile());
  }
}
