package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the gateway's answers fit to be shown: members that are secret by their name, everything
 * that looks like a token, and every session id met so far become {@code ****}. Thread-safe.
 */
final class Blanks {

  private static final String BLANK = "****";
  private static final int LONGEST_TEXT = 2_000;
  private static final int REMEMBERED = 16;

  /** A shorter id could be part of any word; its member is blanked by name. */
  private static final int SHORTEST_ID = 6;

  private static final Pattern SECRET_NAME =
      Pattern.compile("session|token|secret|passw|cookie|sess-|signature|jwt");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9])[0-9A-Fa-f]{16,}(?![A-Za-z0-9])|[A-Za-z0-9+/_=%.-]{41,}"
              + "|(?<=(?i:bearer|basic)\\s)[A-Za-z0-9._~+/=-]{8,}");

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> ids = new LinkedHashSet<>();

  /**
   * Remembers a session id, and returns eight hexadecimal digits that stand for it.
   *
   * @param session the member {@code session} of a tickle
   * @return the empty text when there is none
   */
  String learn(JsonNode session) {
    if (!Json.truthy(session)) {
      return "";
    }
    String id = session.isTextual() ? session.textValue() : session.toString();
    if (id.length() >= SHORTEST_ID) {
      lock.lock();
      try {
        ids.remove(id);
        ids.add(id);
        if (ids.size() > REMEMBERED) {
          ids.remove(ids.iterator().next());
        }
      } finally {
        lock.unlock();
      }
    }
    return fingerprint(id);
  }

  /** Returns a body as plain values of JSON, or as text where it is no JSON, blanked. */
  @Nullable Object body(String body) {
    JsonNode json = Json.read(body).orElse(null);
    return json == null ? text(body) : value(json);
  }

  /** Returns a value of JSON as plain values, blanked. */
  @Nullable Object value(JsonNode node) {
    return value(node, false);
  }

  /**
   * Returns a value as plain values.
   *
   * @param secret whether it stands below a secret name, at any depth
   */
  private @Nullable Object value(JsonNode node, boolean secret) {
    if (node.isObject()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      node.properties()
          .forEach(
              member ->
                  members.put(
                      text(member.getKey()),
                      value(member.getValue(), secret || isSecret(member.getKey()))));
      return members;
    }
    if (node.isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element, secret)));
      return elements;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNull()) {
      return null;
    }
    if (secret) {
      return BLANK;
    }
    return node.isNumber() ? node.numberValue() : text(node.asText());
  }

  /** Returns a text of the gateway's, blanked and cut to a length that can be shown. */
  String text(String text) {
    return cut(TOKEN.matcher(withoutIds(text)).replaceAll(BLANK));
  }

  /** Returns a sentence of ours, which may name a file or a fingerprint but no session. */
  String sentence(String sentence) {
    return cut(withoutIds(sentence));
  }

  private String withoutIds(String text) {
    String shown = text;
    for (String id : known()) {
      shown = shown.replace(id, BLANK);
    }
    return shown;
  }

  private static String cut(String shown) {
    return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "…";
  }

  private static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  private List<String> known() {
    lock.lock();
    try {
      return List.copyOf(ids);
    } finally {
      lock.unlock();
    }
  }

  private static String fingerprint(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
