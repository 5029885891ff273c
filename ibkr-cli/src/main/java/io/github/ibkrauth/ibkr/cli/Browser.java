package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a page in the browser of who sits at this computer. */
final class Browser {

  private final Map<String, String> environment;
  private final String system;

  Browser(Map<String, String> environment, String system) {
    this.environment = environment;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** Returns whether a program was started for it; that it shows the page, nobody tells. */
  boolean open(URI page) {
    try {
      new ProcessBuilder(command(page))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the command: what {@code BROWSER} names, or what the system opens pages with. */
  List<String> command(URI page) {
    String own = environment.getOrDefault("BROWSER", "").strip();
    if (!own.isEmpty()) {
      return List.of(own, page.toString());
    }
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", page.toString());
    }
    return List.of(system.contains("mac") ? "open" : "xdg-open", page.toString());
  }
}
