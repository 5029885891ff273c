package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The examples in {@code docs/orders.md} are those of {@link OrdersPageExamples}, which compile.
 */
class OrdersPageTest {

  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void page_always_showsOnlyExamplesThatCompile() throws IOException {
    Path root = root();
    assumeTrue(root != null, "the documentation is not here");
    String source =
        words(
            Files.readString(
                root.resolve(
                    "ibkr-endpoints/src/test/java/io/github/ibkrauth/ibkr/OrdersPageExamples.java")));
    List<String> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(root.resolve("docs/orders.md")));
    while (block.find()) {
      examples.add(words(block.group(1)));
    }
    assertThat(examples)
        .hasSizeGreaterThan(6)
        .allSatisfy(text -> assertThat(source).contains(text));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docs").resolve("orders.md"))) {
        return folder;
      }
    }
    return null;
  }
}
