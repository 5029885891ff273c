package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a user's tokens out of a successful answer. */
final class UserTokenAnswer {

  private UserTokenAnswer() {}

  /**
   * Reads an answer.
   *
   * @param asked when the server was asked, by the local clock
   * @param before what the refresh token came from; it stays valid where the answer brings none
   */
  static UserTokens read(
      LoginReply reply,
      AnswerFailure failure,
      Instant asked,
      @Nullable UserTokens before,
      ServerEndpoints endpoints) {
    String access = TokenReader.token(reply, failure);
    Optional<Duration> life = TokenReader.life(reply, failure);
    String refresh = reply.member("refresh_token");
    String scope = reply.member("scope");
    return new UserTokens(
        Secret.of(access),
        asked,
        life.map(asked::plus).orElse(null),
        refresh != null && !refresh.isBlank()
            ? Secret.of(refresh)
            : before == null ? null : before.refresh(),
        scope != null ? scope : before == null ? null : before.scope(),
        endpoints.place());
  }
}
