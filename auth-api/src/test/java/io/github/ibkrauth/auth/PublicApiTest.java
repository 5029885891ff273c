package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The public API is what a file says it is, so that no change of it goes unseen. */
class PublicApiTest {

  private static final String UPDATE = "ibkrauth.api.update";
  private static final Path FILE = Path.of("public-api.txt");

  @Test
  void publicApi_whenItChanges_isChangedInTheFileToo() throws IOException {
    List<String> now = PublicApi.lines();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(FILE, String.join("\n", now) + "\n");
    }

    List<String> written = Files.readAllLines(FILE);

    assertThat(differences(written, now))
        .as(
            "differences between auth-api and auth-api/%s. A line with - breaks programs and strategies"
                + " that were built before: think again. If the change is meant, write it down with"
                + " mvn -pl auth-api test -Dtest=PublicApiTest -D%s=true, and say in CHANGELOG.md"
                + " what users have to do",
            FILE, UPDATE)
        .isEmpty();
    assertThat(now).isEqualTo(written);
  }

  @Test
  void publicApi_whenWrittenDown_holdsTypesMembersAndConstants() {
    assertThat(PublicApi.lines())
        .contains(
            "public interface io.github.ibkrauth.auth.AuthStrategy",
            "  public io.github.ibkrauth.auth.error.AuthErrorCode code()")
        .anyMatch(line -> line.matches("  public static final int CURRENT = [0-9]+"))
        .noneMatch(line -> line.contains(".internal."));
  }

  /** Returns what is in one only, each line under the type it belongs to. */
  private static List<String> differences(List<String> before, List<String> now) {
    List<String> differences = new ArrayList<>();
    List<String> had = qualified(before);
    List<String> has = qualified(now);
    had.stream().filter(line -> !has.contains(line)).forEach(line -> differences.add("- " + line));
    has.stream().filter(line -> !had.contains(line)).forEach(line -> differences.add("+ " + line));
    return differences;
  }

  private static List<String> qualified(List<String> lines) {
    List<String> qualified = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (!line.startsWith(" ")) {
        type = line;
      }
      qualified.add(line.equals(type) ? line : type + " |" + line);
    }
    return qualified;
  }
}
