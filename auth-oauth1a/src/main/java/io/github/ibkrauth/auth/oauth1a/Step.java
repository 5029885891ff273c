package io.github.ibkrauth.auth.oauth1a;

/** What is asked for over the network, as messages name it. */
enum Step {
  LIVE_SESSION_TOKEN("Live session token"),
  REQUEST_TOKEN("Step 1 of the grant, request token"),
  ACCESS_TOKEN("Step 3 of the grant, access token"),
  SIGNED_CALL("Signed call");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
