package io.github.ibkrauth.ibkr.endpoint;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries. Immutable.
 *
 * @param contentType the media type, or null for nothing at all
 * @param text what is sent, in UTF-8
 */
record Body(@Nullable String contentType, String text) {

  static final Body NONE = new Body(null, "");

  static Body json(String text) {
    return new Body("application/json", text);
  }

  @Nullable HttpContent content() {
    return contentType == null
        ? null
        : new ByteArrayContent(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the length only. */
  @Override
  public String toString() {
    return "Body(" + text.length() + " characters)";
  }
}
