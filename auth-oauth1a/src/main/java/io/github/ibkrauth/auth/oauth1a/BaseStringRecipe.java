package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.List;
import java.util.Locale;

/**
 * Which text is signed. A signature covers method, address and a list of parameters; sources of the
 * broker and clients in daily use disagree on what becomes of a query. All recipes give the same
 * text for a request without query and form, so they differ for the others only.
 */
@ApiLevel(ApiLevel.Kind.API)
public enum BaseStringRecipe {

  /** Query and form pairs as they are on the wire, the whole list percent-encoded once. */
  RAW,

  /** Query and form pairs decoded, the whole list percent-encoded once. */
  DECODED,

  /**
   * As {@link #RFC5849}, with the double encoding of {@code |}, {@code ,} and {@code :} taken back,
   * as the broker's JavaScript demonstration does.
   */
  JS_DEMO,

  /** RFC 5849, section 3.4.1: each name and value encoded, then the whole list once more. */
  RFC5849,

  /** The address without its query, and no query or form pairs at all. */
  BARE_URL,

  /** The address with its query as it is on the wire, and no query or form pairs in the list. */
  FULL_URL,

  /**
   * Not a form of its own: begins with {@link #RAW} and, when a {@code GET} with a query is refused
   * although one without is accepted, tries the others in the order of {@link #candidates()} and
   * keeps the first that is accepted, for the life of the session.
   */
  AUTO;

  private static final List<BaseStringRecipe> CANDIDATES =
      List.of(RAW, DECODED, JS_DEMO, RFC5849, BARE_URL, FULL_URL);

  /** Returns the six forms in the order in which {@link #AUTO} tries them. */
  public static List<BaseStringRecipe> candidates() {
    return CANDIDATES;
  }

  /** Returns the word by which the configuration names it, such as {@code js-demo}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
