package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the descriptions with the broker's own list, where that is at hand. */
class PublishedEndpointsTest {

  private static final Set<String> GROUPS = Set.of("Trading Portfolio", "Trading Session");

  /** The broker's older list has a GET here; clients in use send a POST. */
  private static final String SENT_OTHERWISE = "GET /iserver/reauthenticate";

  @Test
  void all_whenCompared_describesEveryPublishedEndpointOfItsGroups() throws IOException {
    Path list = published();
    assumeTrue(list != null, "the published list is not here");
    List<String> missing = new ArrayList<>();
    int seen = 0;
    for (JsonNode row : new ObjectMapper().readTree(list.toFile()).get("rows")) {
      String method = row.get("method").asText();
      String path = row.get("path").asText();
      if (!GROUPS.contains(row.get("tag").asText()) || SENT_OTHERWISE.equals(method + " " + path)) {
        continue;
      }
      seen++;
      String filled = path.replaceAll("\\{[^}]*}", "X1");
      boolean described =
          Endpoints.find(method, filled)
              .filter(found -> found.path().replaceAll("\\{[^}]*}", "X1").equals(filled))
              .isPresent();
      if (!described) {
        missing.add(method + " " + path);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(seen).isGreaterThanOrEqualTo(15);
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
}
