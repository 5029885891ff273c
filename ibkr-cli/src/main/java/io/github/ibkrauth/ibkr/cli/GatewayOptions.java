package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command below {@code gateway}; they may stand before or after its name. */
final class GatewayOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where the gateway listens, instead of what the settings say.")
  private @Nullable String url;

  Optional<String> url() {
    return Optional.ofNullable(url);
  }
}
