package io.github.ibkrauth.auth.oauth1a;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the text that a signature covers, {@code METHOD&address&list}, in the form that a {@link
 * BaseStringRecipe} asks for. Stateless.
 */
final class BaseString {

  /** With what the protocol's own names begin in a request that a live session token signs. */
  private static final String PREFIX = "oauth_";

  private static final String JOINT = "%26";
  private static final String EQUALS = "%3D";

  private BaseString() {}

  /**
   * Appends a base string.
   *
   * @param recipe one of the six forms
   * @param method upper-case HTTP method
   * @param url the address as it is on the wire
   * @param form pairs of a form body as they are on the wire
   * @param own the protocol's parameters
   * @param target what to append to
   */
  static void write(
      BaseStringRecipe recipe,
      String method,
      WireUrl url,
      List<Map.Entry<String, String>> form,
      ProtocolParameters own,
      Ascii target) {
    target.encoded(method).plain("&");
    switch (recipe) {
      case RAW, DECODED, RFC5849 -> listed(recipe, url, form, own, target);
      case JS_DEMO -> {
        Ascii standard = new Ascii(512);
        listed(BaseStringRecipe.RFC5849, url, form, own, standard);
        target.plain(oncePlain(standard.toString()));
      }
      case BARE_URL -> outside(url.bare(), own, target);
      case FULL_URL -> outside(url.whole(), own, target);
      case AUTO -> throw new IllegalArgumentException("not a form of its own: " + recipe);
    }
  }

  /** Takes back the second encoding of three characters. */
  private static String oncePlain(String standard) {
    return standard.replace("%257C", "%7C").replace("%252C", "%2C").replace("%253A", "%3A");
  }

  /** Writes an address as it is and only the protocol's parameters; a space becomes {@code +}. */
  private static void outside(String address, ProtocolParameters own, Ascii target) {
    target.plain(Ascii.encode(address).replace("%20", "+")).plain("&");
    if (!own.writeBlock(target)) {
      List<Pair> pairs = new ArrayList<>(own.pairs());
      pairs.sort(Pair.ORDER);
      Ascii list = new Ascii(256);
      joined(pairs, list);
      target.plain(list.toString().replace("%20", "+"));
    }
  }

  private static void listed(
      BaseStringRecipe recipe,
      WireUrl url,
      List<Map.Entry<String, String>> form,
      ProtocolParameters own,
      Ascii target) {
    url.writeNormalized(target);
    target.plain("&");
    if (form.isEmpty()
        && (!url.hasQuery() || recipe == BaseStringRecipe.RAW)
        && ranges(url, own, target)) {
      return;
    }
    List<Pair> pairs = new ArrayList<>();
    if (url.hasQuery()) {
      Pair.parse(url.query(), pairs);
    }
    form.forEach(entry -> pairs.add(new Pair(entry.getKey(), entry.getValue())));
    pairs.replaceAll(pair -> prepared(recipe, pair));
    own.pairs()
        .forEach(pair -> pairs.add(recipe == BaseStringRecipe.RFC5849 ? pair.encoded() : pair));
    pairs.sort(Pair.ORDER);
    joined(pairs, target);
  }

  /**
   * Writes the pairs of the query before the protocol's own, those, and the pairs after them; the
   * own ones are neighbours when no other name begins like theirs.
   *
   * @return whether that could be done
   */
  private static boolean ranges(WireUrl url, ProtocolParameters own, Ascii target) {
    int start = target.length();
    if (!url.hasQuery()) {
      return own.writeBlock(target);
    }
    QueryRanges query = new QueryRanges(url.whole(), url.queryStart() + 1);
    if (query.hasNameWith(PREFIX)) {
      return false;
    }
    int index = 0;
    for (; index < query.count() && query.nameIsBelow(index, PREFIX); index++) {
      query.write(index, target);
      target.plain(JOINT);
    }
    if (!own.writeBlock(target)) {
      target.cut(start);
      return false;
    }
    for (; index < query.count(); index++) {
      target.plain(JOINT);
      query.write(index, target);
    }
    return true;
  }

  private static Pair prepared(BaseStringRecipe recipe, Pair wire) {
    return switch (recipe) {
      case DECODED -> wire.decoded();
      case RFC5849 -> wire.decoded().encoded();
      default -> wire;
    };
  }

  private static void joined(List<Pair> pairs, Ascii target) {
    for (int i = 0; i < pairs.size(); i++) {
      if (i > 0) {
        target.plain(JOINT);
      }
      one(pairs.get(i), target);
    }
  }

  private static void one(Pair pair, Ascii target) {
    target.encoded(pair.name()).plain(EQUALS).encoded(pair.value());
  }
}
