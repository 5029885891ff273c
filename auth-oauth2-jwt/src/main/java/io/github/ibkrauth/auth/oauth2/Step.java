package io.github.ibkrauth.auth.oauth2;

/** The steps of logging in, as messages name them. */
enum Step {
  ACCESS_TOKEN("Step 1, access token"),
  SSO_SESSION("Step 2, SSO session"),
  METADATA("Metadata of the authorization server"),
  PUSHED_REQUEST("Connecting, pushed request"),
  CODE_EXCHANGE("Connecting, exchange of the code"),
  REFRESH("Renewing a user's access"),
  REVOCATION("Disconnecting, revocation");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
