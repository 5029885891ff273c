package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Access;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** What the strategies call to log in. A raw call to one of these goes out once. */
final class LoginCatalog {

  private static final Listing LIST = new Listing(Group.LOGIN);

  static final Endpoint OAUTH2_TOKEN =
      LIST.add(
          LIST.write("POST", "/oauth2/api/v1/token")
              .takes(BodyKind.FORM)
              .reachedBy(Access.ACCOUNT_MANAGEMENT));
  static final Endpoint SSO_SESSION =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/sso-sessions")
              .takes(BodyKind.SIGNED)
              .scopes("sso-sessions.write"));
  static final Endpoint REQUEST_TOKEN =
      LIST.add(
          LIST.write("POST", "/oauth/request_token")
              .takes(BodyKind.NONE)
              .reachedBy(Access.OAUTH1A));
  static final Endpoint ACCESS_TOKEN =
      LIST.add(
          LIST.write("POST", "/oauth/access_token").takes(BodyKind.NONE).reachedBy(Access.OAUTH1A));
  static final Endpoint LIVE_SESSION_TOKEN =
      LIST.add(
          LIST.write("POST", "/oauth/live_session_token")
              .takes(BodyKind.NONE)
              .reachedBy(Access.OAUTH1A));

  private LoginCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
