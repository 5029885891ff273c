package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Turns a user's id into the name under which a setting finds that user's tokens. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ConnectionName {

  private static final int LONGEST = 128;

  private ConnectionName() {}

  /**
   * Returns a name that no other id has. It holds no colon, so that no setting with it is a
   * reference to a file or a variable, whatever an id looks like.
   *
   * @param userId 1 to 128 characters, not blank
   * @throws IllegalArgumentException when it has another form
   */
  public static String of(String userId) {
    Objects.requireNonNull(userId, "userId");
    if (userId.isBlank() || userId.length() > LONGEST) {
      throw new IllegalArgumentException("a user's id has 1 to 128 characters and is not blank");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(userId)) {
      throw new IllegalArgumentException("a user's id has a character that is cut in half");
    }
    return URLEncoder.encode(userId, StandardCharsets.UTF_8);
  }
}
