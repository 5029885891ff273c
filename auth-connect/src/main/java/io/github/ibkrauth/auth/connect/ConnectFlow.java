package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * Lets users of an application agree that it acts for them. A user is named by an id of the
 * application's own: 1 to 128 characters, not blank, which only the application's login may decide.
 *
 * <pre>{@code
 * ConnectRequest request = flow.begin(user);          // the user pressed "Connect"
 * redirect(request.authorizeUri());
 * Connection connection = flow.complete(user, query); // the browser came back
 * keep(connection.settings());
 * }</pre>
 *
 * <p>Tokens go into the {@link io.github.ibkrauth.auth.store.TokenStore} that the runtime lends,
 * sealed by its {@link io.github.ibkrauth.auth.store.SecretSealer}. Flows under way are kept in the
 * memory of this object: {@code complete} has to meet the one that began.
 *
 * <p>Thread-safe. Calls block while the server is asked.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface ConnectFlow extends AutoCloseable {

  /** Returns the id of the strategy that the connections are for. */
  String strategyId();

  /**
   * Begins: returns the page on which the user agrees. It is for one use, by this user, within ten
   * minutes.
   *
   * @param userId who connects
   * @throws IllegalArgumentException when the id cannot be one
   * @throws io.github.ibkrauth.auth.error.AuthException when the server gives no such page; the
   *     code tells why
   */
  ConnectRequest begin(String userId);

  /**
   * Ends a flow with what the browser came back with, and stores the user's tokens.
   *
   * @param userId who is logged in at the application, not what the callback says
   * @param callbackQuery the query of the callback as it arrived, without the question mark; empty
   *     when it had none
   * @throws IllegalArgumentException when the id cannot be one
   * @throws ConnectFlowException when the user did not agree, or the callback belongs to no flow of
   *     this user that is under way; the code is one of {@link ConnectErrorCode}
   * @throws io.github.ibkrauth.auth.error.AuthException when the server does not answer or refuses;
   *     then the user begins again
   */
  Connection complete(String userId, String callbackQuery);

  /**
   * Forgets a user's tokens and flows under way, and revokes the tokens where the server can. The
   * tokens are forgotten even where revoking fails. Does nothing for who is not connected.
   *
   * @param userId whose connection ends
   * @throws IllegalArgumentException when the id cannot be one
   * @throws io.github.ibkrauth.auth.error.AuthException when they were forgotten here, and the
   *     server did not confirm that it revoked them
   */
  void disconnect(String userId);

  /** Closes connections to the server and forgets the flows under way; tokens stay valid. */
  @Override
  void close();
}
