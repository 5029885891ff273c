package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.TypedCalls;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Access;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the descriptions with the typed calls, with the table in {@code docs/endpoints.md}, and
 * with the broker's own list where that is at hand. With {@code -Dibkrauth.write-docs=true} the
 * table is written instead of compared.
 */
class EndpointTableTest {

  /** Another verb or form of a call that there is. */
  private static final Set<Endpoint> TWINS =
      Set.of(Endpoints.AUTH_STATUS_BY_GET, Endpoints.REAUTHENTICATE_BY_GET);

  /** No request and answer: a stream. */
  private static final Set<Endpoint> STREAMS = Set.of(Endpoints.WEBSOCKET);

  /** What those that need it ask by themselves. */
  private static final Set<Endpoint> BY_ITSELF =
      Set.of(MarketDataCatalog.ARCHIVE_INIT, OrderCatalog.REPLY);

  private static final Map<Endpoint, Set<String>> CALLS = new LinkedHashMap<>();

  @BeforeAll
  static void makeEveryCall() {
    try (TypedCalls calls = new TypedCalls()) {
      for (TypedCalls.Call call : calls.all()) {
        List<Endpoint> asked = call.endpoints();
        if (!asked.isEmpty()) {
          CALLS
              .computeIfAbsent(asked.get(asked.size() - 1), endpoint -> new LinkedHashSet<>())
              .add(call.toString());
        }
      }
    }
  }

  @Test
  void all_always_haveATypedCall() {
    List<Endpoint> without =
        Endpoints.all().stream()
            .filter(endpoint -> !CALLS.containsKey(endpoint))
            .filter(endpoint -> endpoint.group() != Group.LOGIN)
            .toList();
    Set<Endpoint> expected = new LinkedHashSet<>(TWINS);
    expected.addAll(STREAMS);
    expected.addAll(BY_ITSELF);
    assertThat(without).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void all_whenCompared_describeEveryPublishedEndpoint() throws IOException {
    Path list = published();
    assumeTrue(list != null, "the published list is not here");
    JsonNode root = new ObjectMapper().readTree(list.toFile());
    List<String> differences = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (JsonNode row : root.get("rows")) {
      String name = row.get("method").asText() + " " + row.get("path").asText();
      seen.add(name);
      Endpoint described = described(row);
      if (described == null) {
        differences.add(name + " is not described");
      } else if (!access(row.get("auth").asText()).equals(described.access())) {
        differences.add(name + " is reached by " + row.get("auth").asText());
      } else if (!scopes(row).equals(new TreeSet<>(described.scopes()))) {
        differences.add(name + " has the scopes " + scopes(row));
      }
    }
    for (JsonNode row : root.get("clientsOnly")) {
      seen.add(row.get("method").asText() + " " + row.get("path").asText());
      if (described(row) == null) {
        differences.add(row + " is not described");
      }
    }
    assertThat(differences).isEmpty();
    assertThat(seen).hasSize(176);
  }

  @Test
  void docs_always_showTheTable() throws IOException {
    Path page = page();
    assumeTrue(page != null, "the documentation is not here");
    String table = table();
    if (Boolean.getBoolean("ibkrauth.write-docs")) {
      Files.writeString(page, table);
    }
    assertThat(Files.exists(page) ? Files.readString(page) : "")
        .as("docs/endpoints.md; write it with -Dibkrauth.write-docs=true")
        .isEqualTo(table);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder(
            """
            # Endpoints

            Every endpoint of the IBKR Web API that this library describes. This page is made from the
            descriptions in the code by a test, which fails when the two differ.

            - **Java**: the calls that ask this endpoint. Where there is none, use
              `ibkr.call(method, path, body)`, which follows the same description; the endpoints of the
              group *login* are asked by the strategies.
            - **Resend**: *safe* may go out once more after a refusal whose cause was mended (an expired
              token, a missing brokerage session, accounts that were not listed). *never* goes out once,
              whatever happens. A safe call also goes out up to twice more after an error of the server or
              a broken connection, no closer together than its limit; not where that is over 5 s.
            - **Needs**: what is seen to before the call: the brokerage session, the list of its accounts,
              or the list of portfolio accounts.
            - **Limit**: what IBKR documents for this endpoint alone, for each user name.
            - **Strategies**: who reaches it. Another strategy is refused before anything is sent. For
              account management the scopes of which the credential needs one stand beside it.

            """);
    for (Group group : Group.values()) {
      List<Endpoint> members =
          Endpoints.all().stream().filter(endpoint -> endpoint.group() == group).toList();
      if (!members.isEmpty()) {
        table
            .append("## ")
            .append(words(group.name()))
            .append("\n\n| Method | Path | Java | Resend | Needs | Limit | Strategies |\n")
            .append("|---|---|---|---|---|---|---|\n");
        members.forEach(endpoint -> table.append(row(endpoint)));
        table.append('\n');
      }
    }
    return table.toString().stripTrailing() + "\n";
  }

  private static String row(Endpoint endpoint) {
    String calls =
        CALLS.getOrDefault(endpoint, Set.of()).stream()
            .map(call -> "`" + call + "`")
            .collect(Collectors.joining("<br>"));
    return "| "
        + String.join(
            " | ",
            endpoint.method(),
            "`" + endpoint.path() + "`",
            BY_ITSELF.contains(endpoint) ? "by itself" : calls,
            words(endpoint.resend().name()),
            endpoint.need() == Endpoint.Need.NONE ? "" : words(endpoint.need().name()),
            endpoint.limits().stream().map(Limit::toString).collect(Collectors.joining(", ")),
            strategies(endpoint))
        + " |\n";
  }

  private static String strategies(Endpoint endpoint) {
    String names =
        endpoint.access() == Access.TRADING
            ? "all"
            : String.join(", ", endpoint.access().strategies());
    return endpoint.scopes().isEmpty()
        ? names
        : names + " with " + String.join(" or ", endpoint.scopes());
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static @Nullable Endpoint described(JsonNode row) {
    String filled = row.get("path").asText().replaceAll("\\{[^}]*}", "X1");
    return Endpoints.find(row.get("method").asText(), filled)
        .filter(found -> found.path().replaceAll("\\{[^}]*}", "X1").equals(filled))
        .orElse(null);
  }

  private static Access access(String letters) {
    return switch (letters) {
      case "A B C" -> Access.TRADING;
      case "A C" -> Access.NOT_OAUTH1A;
      case "B" -> Access.OAUTH1A;
      case "A" -> Access.ACCOUNT_MANAGEMENT;
      default -> throw new AssertionError(letters);
    };
  }

  private static Set<String> scopes(JsonNode row) {
    Set<String> scopes = new TreeSet<>();
    row.get("scopes").forEach(scope -> scopes.add(scope.asText()));
    return scopes;
  }

  private static @Nullable Path published() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path list = folder.resolveSibling("shared").resolve("openapi").resolve("endpoints.json");
      if (Files.exists(list)) {
        return list;
      }
    }
    return null;
  }

  private static @Nullable Path page() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docs").resolve("configuration.md"))) {
        return folder.resolve("docs").resolve("endpoints.md");
      }
    }
    return null;
  }
}
