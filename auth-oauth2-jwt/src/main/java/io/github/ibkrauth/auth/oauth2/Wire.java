package io.github.ibkrauth.auth.oauth2;

import java.net.URI;
import java.util.Map;

/** Sends the requests of the login steps, each exactly once. Thread-safe. */
interface Wire extends AutoCloseable {

  /** Posts a form; its fields in the map's order. */
  LoginReply postForm(Step step, URI uri, Map<String, String> form);

  /** Posts a form with headers; both in the maps' order. */
  LoginReply postForm(Step step, URI uri, Map<String, String> headers, Map<String, String> form);

  /** Gets a JSON document. */
  LoginReply getJson(Step step, URI uri);

  /** Posts a signed token under a bearer. */
  LoginReply postJwt(Step step, URI uri, String bearer, String jwt);

  @Override
  void close();
}
