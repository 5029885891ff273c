package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.net.URI;

/**
 * What a stream needs of the login and of the brokerage session. Every method may block and may
 * throw what a call to the broker throws. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface StreamLogin {

  /** Returns where the WebSocket is: {@code wss://…/v1/api/ws}. */
  URI address();

  /** Authorizes the request that opens it. */
  RequestAuthorization authorize(SignableRequest request);

  /** Reacts to a refusal of that request; returns whether another attempt makes sense at once. */
  boolean recovered(AuthChallenge refusal);

  /** Returns a fresh session value, by a tickle. A credential. */
  String sessionValue();

  /** Returns when there is a brokerage session, having opened it if that may be done. */
  void requireBrokerage();

  /** Returns a point in the sequence of facts about the session. */
  long point();

  /** Returns whether the outer login was opened anew after a point. */
  boolean renewedSince(long point);

  /**
   * Looks whether the outer login is gone, because it was refused, and if so opens it anew.
   *
   * @return whether there is another login now
   */
  boolean refused(long point);

  /** Notes that the broker says that the brokerage session is gone. */
  void brokerageLost(long point, String why);

  /** Answers a prompt of the broker's, once. */
  void answerPrompt(long orderId, String requestId, String text);
}
