package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.internal.Candidate;
import io.github.ibkrauth.auth.internal.Discovery;
import io.github.ibkrauth.auth.internal.Findings;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of strategies on the class path or module path, and the choice of one by
 * configuration. Nothing is ever chosen for the user: no default, no first one wins. A broken,
 * duplicate or incompatible provider is listed, and matters only to who asks for it.
 *
 * <p>Immutable and thread-safe; keep it, there is no static cache.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthStrategies {

  /** Which strategy: an id or an alias. */
  public static final ConfigKey<String> STRATEGY =
      ConfigKey.text("strategy")
          .required()
          .describedAs("which way to authenticate, such as oauth2-jwt.");

  /** Which class, where two providers have the same id. */
  public static final ConfigKey<String> STRATEGY_CLASS =
      ConfigKey.text("strategy.class")
          .describedAs("the provider's class, where two have the same id.");

  /**
   * Classes or package prefixes that may be used; all others are refused before they are
   * instantiated.
   */
  public static final ConfigKey<List<String>> TRUSTED =
      ConfigKey.list("strategy.trusted")
          .describedAs("provider classes or package prefixes that may be used.");

  private final Findings findings;
  private final List<String> trusted;

  private AuthStrategies(Findings findings, List<String> trusted) {
    this.findings = findings;
    this.trusted = trusted;
  }

  /** Starts a catalogue. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the catalogue of everything that can be found with this library's class loader and the
   * thread's.
   */
  public static AuthStrategies discover() {
    return builder().build();
  }

  /** Returns what was found, usable or not, in a stable order. */
  public List<Entry> entries() {
    return candidates().stream().map(Candidate::entry).toList();
  }

  /** Returns the ids that can be used. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    candidates().stream()
        .filter(Candidate::usable)
        .forEach(candidate -> ids.add(candidate.entry().id()));
    return ids;
  }

  /** Returns the usable provider with that id or alias, if there is exactly one. */
  public Optional<AuthStrategyProvider> provider(String idOrAlias) {
    List<Candidate> usable =
        candidates().stream()
            .filter(Candidate::usable)
            .filter(c -> c.answersTo(Choice.canonical(idOrAlias)))
            .toList();
    return usable.size() == 1 ? Optional.ofNullable(usable.get(0).provider()) : Optional.empty();
  }

  /**
   * Returns the provider that the configuration names, under the same rules as {@link #strategy},
   * and configures nothing.
   *
   * @throws StrategySelectionException when there is none, or more than one, or it may not or
   *     cannot be used
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException when none is named
   */
  public AuthStrategyProvider chosen(AuthConfig config) {
    return choice(config).make();
  }

  /**
   * Chooses and configures the strategy that the configuration names. No network. A provider must
   * be on the list of trusted ones of the configuration as well as on that of the builder, where
   * they are set; no code of another one runs here.
   *
   * @throws StrategySelectionException when there is none, or more than one, or it may not or
   *     cannot be used
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem of its
   *     settings
   */
  public AuthStrategy strategy(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(runtime, "runtime");
    Choice choice = choice(config);
    AuthStrategyProvider provider = choice.make();
    AuthStrategy strategy = choice.create(provider, runtime);
    runtime.emit(
        () ->
            new AuthEvent.StrategySelected(
                runtime.clock().instant(), provider.id(), "", provider.getClass().getName()));
    return strategy;
  }

  /** Returns the catalogue as a table: id, class, version, jar, status. */
  public String describe() {
    StringBuilder table = new StringBuilder();
    for (Entry entry : entries()) {
      table.append(entry.line()).append(System.lineSeparator());
    }
    return table.toString();
  }

  private Choice choice(AuthConfig config) {
    return new Choice(
        config, findings.candidates(List.of(trusted, config.find(TRUSTED).orElse(List.of()))));
  }

  private List<Candidate> candidates() {
    return findings.candidates(List.of(trusted));
  }

  /**
   * One line of the catalogue. Immutable.
   *
   * @param id the provider's id, or the empty text when it could not be asked
   * @param className the provider's class, or the empty text when it could not be loaded
   * @param version the version of its jar, or the empty text
   * @param location the jar or folder it comes from, or the empty text
   * @param status whether it can be used
   * @param problem why not, or the empty text
   */
  public record Entry(
      String id, String className, String version, String location, Status status, String problem) {

    /** Returns the whole line. */
    public String line() {
      String name = id.isEmpty() ? "?" : id;
      return name + " " + place() + " " + status + (problem.isEmpty() ? "" : ": " + problem);
    }

    String place() {
      return (className.isEmpty() ? "unknown class" : className)
          + (version.isEmpty() ? "" : " " + version)
          + (location.isEmpty() ? "" : " from " + location);
    }
  }

  /** Whether a provider can be used. */
  public enum Status {
    /** It can. */
    OK(AuthErrorCode.STRATEGY_NOT_FOUND),
    /** It could not be loaded, or answers wrongly. */
    BROKEN(AuthErrorCode.STRATEGY_BROKEN),
    /** It was built against an SPI that this version does not support. */
    INCOMPATIBLE(AuthErrorCode.STRATEGY_INCOMPATIBLE),
    /** It is not on the trust list. */
    UNTRUSTED(AuthErrorCode.STRATEGY_UNTRUSTED),
    /** The same class was found before, through another class loader. */
    SHADOWED(AuthErrorCode.STRATEGY_NOT_FOUND);

    private final AuthErrorCode code;

    Status(AuthErrorCode code) {
      this.code = code;
    }

    AuthErrorCode code() {
      return code;
    }
  }

  /** Says where to look. Not thread-safe. */
  public static final class Builder {

    private final List<AuthStrategyProvider> instances = new ArrayList<>();
    private @Nullable ClassLoader onlyLoader;
    private boolean search = true;
    private List<String> trusted = List.of();

    private Builder() {}

    /** Adds a provider made by the application. */
    public Builder add(AuthStrategyProvider provider) {
      instances.add(Objects.requireNonNull(provider, "provider"));
      return this;
    }

    /** Looks with this class loader only, instead of this library's and the thread's. */
    public Builder classLoader(ClassLoader loader) {
      this.onlyLoader = Objects.requireNonNull(loader, "loader");
      return this;
    }

    /** Looks nowhere; only added providers count. */
    public Builder withoutDiscovery() {
      this.search = false;
      return this;
    }

    /** Lets only these classes or package prefixes in; an empty list lets all in. */
    public Builder trusted(List<String> classesOrPackages) {
      this.trusted = List.copyOf(classesOrPackages);
      return this;
    }

    /** Looks, and returns what was found; runs no provider's code yet. */
    public AuthStrategies build() {
      Discovery discovery = new Discovery();
      instances.forEach(discovery::add);
      if (search) {
        if (onlyLoader != null) {
          discovery.search(onlyLoader);
        } else {
          discovery.searchOwnAndContext();
        }
      }
      return new AuthStrategies(discovery.findings(), trusted);
    }
  }
}
