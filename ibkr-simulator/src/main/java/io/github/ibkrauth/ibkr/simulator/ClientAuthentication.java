package io.github.ibkrauth.ibkr.simulator;

/** How an application proves to the authorization server who it is. */
public enum ClientAuthentication {
  /** By an assertion it signs with its private key (RFC 7523). */
  PRIVATE_KEY_JWT("private_key_jwt"),
  /** By its secret in an {@code Authorization: Basic} header. */
  CLIENT_SECRET_BASIC("client_secret_basic"),
  /** By its secret in the form. */
  CLIENT_SECRET_POST("client_secret_post");

  private final String id;

  ClientAuthentication(String id) {
    this.id = id;
  }

  /** The name the metadata document has for it, such as {@code private_key_jwt}. */
  public String id() {
    return id;
  }
}
