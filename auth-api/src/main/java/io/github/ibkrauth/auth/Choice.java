package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.internal.Candidate;
import io.github.ibkrauth.auth.internal.Nearest;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One choice among the candidates by one configuration, and what to say when it fails. */
final class Choice {

  private final AuthConfig config;
  private final List<Candidate> candidates;
  private final String wanted;
  private final Optional<String> wantedClass;

  /** Reads what is wanted. */
  Choice(AuthConfig config, List<Candidate> candidates) {
    this.config = config;
    this.candidates = candidates;
    this.wanted = config.get(AuthStrategies.STRATEGY);
    this.wantedClass = config.find(AuthStrategies.STRATEGY_CLASS);
  }

  static String canonical(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the one provider that is meant. */
  AuthStrategyProvider make() {
    List<Candidate> named =
        candidates.stream()
            .filter(candidate -> candidate.answersTo(canonical(wanted)))
            .filter(
                candidate ->
                    wantedClass.isEmpty()
                        || candidate.entry().className().equals(wantedClass.get()))
            .toList();
    List<Candidate> usable = named.stream().filter(Candidate::usable).toList();
    if (usable.size() == 1) {
      return Objects.requireNonNull(usable.get(0).provider());
    }
    if (usable.size() > 1) {
      throw failure(AuthErrorCode.STRATEGY_AMBIGUOUS, ambiguous(usable), null);
    }
    if (!named.isEmpty()) {
      Entry entry = named.get(0).entry();
      throw failure(
          entry.status().code(),
          "The strategy '" + wanted + "' cannot be used: " + entry.problem() + place(entry) + ".",
          null);
    }
    // A provider that is not trusted is never asked for its id, so the wanted one may be among
    // them.
    boolean someUntrusted =
        candidates.stream().anyMatch(candidate -> candidate.entry().status() == Status.UNTRUSTED);
    throw failure(
        someUntrusted ? AuthErrorCode.STRATEGY_UNTRUSTED : AuthErrorCode.STRATEGY_NOT_FOUND,
        notFound(),
        null);
  }

  /** Lets the provider make the strategy; one whose classes do not link is broken. */
  AuthStrategy create(AuthStrategyProvider provider, AuthRuntime runtime) {
    AuthStrategy strategy;
    try {
      strategy = provider.create(config, runtime);
    } catch (LinkageError e) {
      throw broken(provider, "failed with " + e.getClass().getName(), e);
    }
    if (strategy == null) {
      throw broken(provider, "returned null", null);
    }
    return strategy;
  }

  private StrategySelectionException broken(
      AuthStrategyProvider provider, String how, @Nullable Throwable cause) {
    return failure(
        AuthErrorCode.STRATEGY_BROKEN,
        "The strategy '"
            + wanted
            + "' is broken: "
            + provider.getClass().getName()
            + " "
            + how
            + ". Check that its jar and the jars it needs are of matching versions.",
        cause);
  }

  private String ambiguous(List<Candidate> usable) {
    return "Several providers call themselves '"
        + wanted
        + "': "
        + lines(usable)
        + ". Remove all jars but one, or set "
        + config.spelling(AuthStrategies.STRATEGY_CLASS)
        + " to the class you mean.";
  }

  private String notFound() {
    Set<String> names = new TreeSet<>();
    Set<String> ids = new TreeSet<>();
    for (Candidate candidate : candidates) {
      if (candidate.usable()) {
        names.addAll(candidate.names());
        ids.add(candidate.entry().id());
      }
    }
    StringBuilder text = new StringBuilder("There is no strategy '" + wanted + "'");
    wantedClass.ifPresent(name -> text.append(" of class ").append(name));
    text.append(" (")
        .append(config.spelling(AuthStrategies.STRATEGY))
        .append(", ")
        .append(config.origin(AuthStrategies.STRATEGY).orElse("?"))
        .append(").");
    text.append(Nearest.hint(canonical(wanted), names));
    text.append(
        ids.isEmpty()
            ? " No strategy is on the class path: add the dependency of one, such as io.github.ibkrauth:auth-oauth2-jwt; in a merged jar check META-INF/services."
            : " On the class path: "
                + String.join(", ", ids)
                + ". If yours is missing, add its dependency; in a merged jar check META-INF/services.");
    List<Candidate> unusable =
        candidates.stream().filter(candidate -> !candidate.usable()).toList();
    if (!unusable.isEmpty()) {
      text.append(" Not usable: ").append(lines(unusable)).append('.');
    }
    return text.toString();
  }

  private StrategySelectionException failure(
      AuthErrorCode code, String sentence, @Nullable Throwable cause) {
    return new StrategySelectionException(
        Details.of(code, sentence).withCause(cause),
        candidates.stream().map(candidate -> candidate.entry().line()).toList());
  }

  private static String place(Entry entry) {
    return " (" + entry.place() + ")";
  }

  private static String lines(List<Candidate> some) {
    return String.join("; ", some.stream().map(candidate -> candidate.entry().line()).toList());
  }
}
