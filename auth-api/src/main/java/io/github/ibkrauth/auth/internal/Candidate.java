package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A provider that was found. Immutable.
 *
 * @param entry its line in the catalogue
 * @param provider the instance, where there is one
 * @param names its id and aliases, lower case
 */
public record Candidate(
    AuthStrategies.Entry entry, @Nullable AuthStrategyProvider provider, Set<String> names) {

  /** Copies the names. */
  public Candidate {
    names = Set.copyOf(names);
  }

  static Candidate of(AuthStrategies.Entry entry, AuthStrategyProvider provider) {
    Set<String> names = new TreeSet<>();
    names.add(entry.id());
    provider.aliases().forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
    return new Candidate(entry, provider, names);
  }

  static Candidate unusable(AuthStrategies.Entry entry) {
    return new Candidate(entry, null, entry.id().isEmpty() ? Set.of() : Set.of(entry.id()));
  }

  /** Returns whether it may be chosen. */
  public boolean usable() {
    return entry.status() == AuthStrategies.Status.OK;
  }

  /** Returns whether that is its id or one of its aliases. */
  public boolean answersTo(String name) {
    return entry.status() != AuthStrategies.Status.SHADOWED && names.contains(name);
  }
}
