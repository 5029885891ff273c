package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.time.Duration;

/** The settings of the sample strategy. */
final class TinyKeys {

  static final ConfigKey<URI> BASE_URL =
      ConfigKey.uri("tiny-token.base-url").required().describedAs("Where the server is.");
  static final ConfigKey<Secret> CLIENT_SECRET =
      ConfigKey.secret("tiny-token.client-secret").required().describedAs("Who we are.");
  static final ConfigKey<Duration> TIMEOUT =
      ConfigKey.duration("tiny-token.timeout")
          .withDefault(Duration.ofSeconds(10))
          .describedAs("How long to wait for an answer.");

  private TinyKeys() {}
}
