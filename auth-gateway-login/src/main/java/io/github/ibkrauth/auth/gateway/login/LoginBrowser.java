package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.util.List;

/**
 * A browser with one page. Every method but {@code close} throws {@link BrowserTrouble} when the
 * browser is gone. Used by one thread.
 */
interface LoginBrowser extends AutoCloseable {

  /** Goes to a page, and returns before it is there. */
  void open(URI page);

  /**
   * Looks at the page as it is at this moment.
   *
   * @param elements what is looked for
   * @return {@link PageView#NOTHING} between two pages
   */
  PageView look(PageElements elements);

  /**
   * Empties the first field of a selector that can be seen, and types into it.
   *
   * @return whether there was one
   */
  boolean type(String selector, Secret text);

  /**
   * Clicks on the first element of a selector that can be seen.
   *
   * @return false when it certainly was not clicked on: there is none, or something lies over it
   */
  boolean click(String selector);

  /**
   * Presses the enter key in the first field of a selector that can be seen.
   *
   * @return whether there was one
   */
  boolean enter(String selector);

  /**
   * Empties every field of the page, and blanks what stood in one wherever else it stands.
   *
   * @param typed what else is blanked
   * @return whether all are empty now
   */
  boolean blank(List<String> typed);

  /** Returns a picture of the page in PNG. */
  byte[] picture();

  /** Returns the page as HTML. */
  String html();

  /** Ends the browser, whatever state it is in. */
  @Override
  void close();

  /** Starts browsers. */
  @FunctionalInterface
  interface Launcher {

    /**
     * Starts one.
     *
     * @param window whether a human is to see it
     * @throws BrowserTrouble when it cannot be started
     */
    LoginBrowser launch(boolean window);
  }
}
