package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.keys.DhParameters;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The validated settings, without keys and tokens. Immutable.
 *
 * @param consumerKey names the client
 * @param realm goes into each header
 * @param recipe which text is signed
 * @param endpoints where everything is
 * @param optionalDh prime and generator; {@code null} where only a grant is wanted
 * @param callback the callback of a third party's grant
 * @param grant names a third party's grant
 * @param names how messages spell a setting
 */
record Settings(
    String consumerKey,
    String realm,
    BaseStringRecipe recipe,
    Endpoints endpoints,
    @Nullable DhParameters optionalDh,
    String callback,
    String grant,
    Function<ConfigKey<?>, String> names) {

  /** Returns a setting's name as the user writes it. */
  String name(ConfigKey<?> key) {
    return names.apply(key);
  }

  /** Returns the same for another grant. */
  Settings withGrant(String other) {
    return new Settings(consumerKey, realm, recipe, endpoints, optionalDh, callback, other, names);
  }

  /** Returns prime and generator. */
  DhParameters dh() {
    return Objects.requireNonNull(optionalDh, "dh");
  }

  /** Returns the recipe for requests that have no query, for which all are alike. */
  BaseStringRecipe firstRecipe() {
    return recipe == BaseStringRecipe.AUTO ? BaseStringRecipe.RAW : recipe;
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "Settings(" + recipe.word() + ")";
  }
}
