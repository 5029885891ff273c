package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpResponse;
import io.github.ibkrauth.auth.googlehttp.support.ResponseHeaders;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Turns a refusal into the value that a session recovers from. */
final class Challenges {

  private static final int BODY_LIMIT = 8 * 1024;

  private Challenges() {}

  static AuthChallenge of(SignableRequest request, HttpResponse response, Object credentialTag) {
    Map<String, List<String>> headers = ResponseHeaders.of(response);
    return AuthChallenge.builder(request, response.getStatusCode(), credentialTag)
        .headers(headers)
        .body(beginning(response))
        .serverDate(ResponseHeaders.date(headers).orElse(null))
        .build();
  }

  /** Reads the beginning of the body and leaves it to be read again by who asked for it. */
  private static String beginning(HttpResponse response) {
    try {
      InputStream body = response.getContent();
      if (body == null || !body.markSupported()) {
        return "";
      }
      body.mark(BODY_LIMIT + 1);
      byte[] bytes = body.readNBytes(BODY_LIMIT);
      body.reset();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException brokenOff) {
      return "";
    }
  }
}
