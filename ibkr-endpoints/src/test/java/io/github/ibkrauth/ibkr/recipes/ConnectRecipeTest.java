package io.github.ibkrauth.ibkr.recipes;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The recipe's class is the one of the application that it/connect-app builds and drives. */
class ConnectRecipeTest {

  @Test
  void page_whenRead_showsTheClassThatIsTested() throws IOException {
    RecipePage.of("connect-ibkr.md")
        .showsItsClassesAsIn(Path.of("../it/connect-app/src/main/java/com/example/connect"));
  }
}
