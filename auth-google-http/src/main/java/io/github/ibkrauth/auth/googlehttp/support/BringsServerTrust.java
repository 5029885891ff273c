package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import java.util.Optional;

/**
 * Implemented by an {@code AuthStrategyProvider} whose server's certificate is not judged by the
 * usual authorities, so that whoever makes the transport can make one that fits.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface BringsServerTrust {

  /**
   * Returns which certificate the strategy's server may show, or nothing when the usual authorities
   * judge it. Never throws for settings that are wrong: returns nothing, and leaves it to the
   * provider's {@code create} to report them.
   */
  Optional<ServerTrust> serverTrust(AuthConfig config);
}
