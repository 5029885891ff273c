package io.github.ibkrauth.ibkr.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of docs/recipes with classes that are compiled and run here. */
final class RecipePage {

  private static final Pattern FILE =
      Pattern.compile("^```java\\n(import .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);
  private static final Path SOURCES = Path.of("src/test/java/io/github/ibkrauth/ibkr/recipes");

  private final String text;

  private RecipePage(String text) {
    this.text = text;
  }

  static RecipePage of(String name) throws IOException {
    return new RecipePage(Files.readString(Path.of("../docs/recipes", name)));
  }

  /** Every block that begins with imports is a file of this package, but for its package's name. */
  void showsItsClassesAsTested() throws IOException {
    showsItsClassesAsIn(SOURCES);
  }

  /** The same for files of a build of its own. */
  void showsItsClassesAsIn(Path sources) throws IOException {
    List<String> files = FILE.matcher(text).results().map(found -> found.group(1)).toList();
    assertThat(files).isNotEmpty();
    for (String file : files) {
      Matcher name = NAME.matcher(file);
      assertThat(name.find()).isTrue();
      String source = Files.readString(sources.resolve(name.group(1) + ".java"));
      assertThat(file).isEqualTo(source.substring(source.indexOf("import ")));
    }
  }
}
