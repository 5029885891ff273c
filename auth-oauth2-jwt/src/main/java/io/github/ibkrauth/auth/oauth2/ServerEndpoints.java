package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.oauth2.ConsentSettings.FixedEndpoints;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization server is asked for what. Immutable.
 *
 * @param issuer who it says it is, where it has metadata
 * @param authorize where users agree, if known
 * @param token the token endpoint
 * @param revocation where tokens are revoked, if it can
 * @param par where requests are pushed, if they are to be
 * @param issuerInCallback whether each callback names the issuer (RFC 9207)
 */
record ServerEndpoints(
    @Nullable String issuer,
    @Nullable URI authorize,
    URI token,
    @Nullable URI revocation,
    @Nullable URI par,
    boolean issuerInCallback) {

  /** Returns the addresses that are set, where no metadata is asked for. */
  static ServerEndpoints of(FixedEndpoints fixed) {
    return new ServerEndpoints(
        null,
        fixed.authorize(),
        Objects.requireNonNull(fixed.token(), "token-url"),
        fixed.revocation(),
        fixed.par(),
        false);
  }

  /** Returns for whom a client assertion is made when nothing is set: issuer, else the endpoint. */
  String audience() {
    return issuer != null ? issuer : token.toString();
  }

  /** Returns the server's name, to which stored tokens are bound. */
  String place() {
    return Endpoints.place(token);
  }
}
