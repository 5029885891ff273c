package io.github.ibkrauth.ibkr.recipes;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page that shows {@link Buyer} and its test. */
class TestWithoutABrokerPageTest {

  @Test
  void page_whenRead_showsTheClassesAsTheyAreTestedHere() throws IOException {
    RecipePage.of("test-without-a-broker.md").showsItsClassesAsTested();
  }
}
