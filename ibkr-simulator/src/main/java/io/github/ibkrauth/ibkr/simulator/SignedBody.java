package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.JwsVerifier.Unverified;
import java.time.Duration;

/** Reads the JWT body of an account-management request whose security policy is SIGNED_JWT. */
final class SignedBody {
  private final JwsVerifier verifier;

  SignedBody(JwsVerifier verifier) {
    this.verifier = verifier;
  }

  SignedClaims read(Call call, Duration longest) {
    if (!call.mediaType().equals("application/jwt")) {
      throw new Refusal(
          Answer.invalidArgument("Content-Type", "The content type must be application/jwt"));
    }
    try {
      return verifier.verify(call.text(), longest);
    } catch (Unverified e) {
      throw new Refusal(Answer.invalidArgument("payload", e.reason()));
    }
  }
}
