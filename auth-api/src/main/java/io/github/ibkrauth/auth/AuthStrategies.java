package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.internal.Candidate;
import io.github.ibkrauth.auth.internal.Discovery;
import io.github.ibkrauth.auth.internal.Nearest;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private final Builder recipe;
  private final List<Candidate> candidates;

  private AuthStrategies(Builder builder, List<Candidate> candidates) {
    this.recipe = builder;
    this.candidates = candidates;
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
    return candidates.stream().map(Candidate::entry).toList();
  }

  /** Returns the ids that can be used. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    candidates.stream()
        .filter(Candidate::usable)
        .forEach(candidate -> ids.add(candidate.entry().id()));
    return ids;
  }

  /** Returns the usable provider with that id or alias, if there is exactly one. */
  public Optional<AuthStrategyProvider> provider(String idOrAlias) {
    List<Candidate> usable =
        candidates.stream()
            .filter(Candidate::usable)
            .filter(c -> c.answersTo(canonical(idOrAlias)))
            .toList();
    return usable.size() == 1 ? Optional.ofNullable(usable.get(0).provider()) : Optional.empty();
  }

  /**
   * Chooses and configures the strategy that the configuration names. No network.
   *
   * @throws StrategySelectionException when there is none, or more than one, or it may not or
   *     cannot be used
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem of its
   *     settings
   */
  public AuthStrategy strategy(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(runtime, "runtime");
    List<String> trusted = config.find(TRUSTED).orElse(List.of());
    if (!trusted.equals(recipe.trusted)) {
      // Trust is decided before a class is instantiated, so the search is made again with the list.
      return recipe.copy().trusted(trusted).build().strategy(config, runtime);
    }
    AuthStrategyProvider provider = choose(config);
    AuthStrategy strategy = provider.create(config, runtime);
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

  private AuthStrategyProvider choose(AuthConfig config) {
    String wanted = config.get(STRATEGY);
    String id = canonical(wanted);
    List<Candidate> named =
        candidates.stream().filter(candidate -> candidate.answersTo(id)).toList();
    Optional<String> className = config.find(STRATEGY_CLASS);
    if (className.isPresent()) {
      named =
          named.stream()
              .filter(candidate -> candidate.entry().className().equals(className.get()))
              .toList();
    }
    List<Candidate> usable = named.stream().filter(Candidate::usable).toList();
    if (usable.size() == 1) {
      return Objects.requireNonNull(usable.get(0).provider());
    }
    if (usable.size() > 1) {
      throw failure(
          AuthErrorCode.STRATEGY_AMBIGUOUS,
          "Two providers call themselves '"
              + wanted
              + "': "
              + lines(usable)
              + ". Remove one jar, or set "
              + config.spelling(STRATEGY_CLASS)
              + " to the class you mean.");
    }
    if (!named.isEmpty()) {
      Entry entry = named.get(0).entry();
      throw failure(
          entry.status().code(),
          "The strategy '"
              + wanted
              + "' cannot be used: "
              + entry.problem()
              + " ("
              + entry.place()
              + ").");
    }
    // A provider that is not trusted is never asked for its id, so the wanted one may be among
    // them.
    boolean someUntrusted =
        candidates.stream().anyMatch(candidate -> candidate.entry().status() == Status.UNTRUSTED);
    throw failure(
        someUntrusted ? AuthErrorCode.STRATEGY_UNTRUSTED : AuthErrorCode.STRATEGY_NOT_FOUND,
        notFound(wanted, className, config));
  }

  private String notFound(String wanted, Optional<String> className, AuthConfig config) {
    Set<String> names = new TreeSet<>();
    candidates.stream()
        .filter(Candidate::usable)
        .forEach(candidate -> names.addAll(candidate.names()));
    List<Candidate> unusable =
        candidates.stream().filter(candidate -> !candidate.usable()).toList();
    StringBuilder text = new StringBuilder("There is no strategy '" + wanted + "'");
    className.ifPresent(name -> text.append(" of class ").append(name));
    text.append(" (")
        .append(config.spelling(STRATEGY))
        .append(", ")
        .append(config.origin(STRATEGY).orElse("?"))
        .append(").");
    text.append(Nearest.hint(canonical(wanted), names));
    text.append(
        ids().isEmpty()
            ? " No strategy is on the class path: add the dependency of one, such as io.github.ibkrauth:auth-oauth2-jwt; in a merged jar check META-INF/services."
            : " On the class path: "
                + String.join(", ", ids())
                + ". If yours is missing, add its dependency; in a merged jar check META-INF/services.");
    if (!unusable.isEmpty()) {
      text.append(" Not usable: ").append(lines(unusable)).append('.');
    }
    return text.toString();
  }

  private StrategySelectionException failure(AuthErrorCode code, String sentence) {
    return new StrategySelectionException(
        Details.of(code, sentence), entries().stream().map(Entry::line).toList());
  }

  private static String lines(List<Candidate> some) {
    return String.join("; ", some.stream().map(candidate -> candidate.entry().line()).toList());
  }

  private static String canonical(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
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

    /** Looks, and returns what was found. */
    public AuthStrategies build() {
      Builder recipe = copy();
      Discovery discovery = new Discovery(recipe.trusted);
      recipe.instances.forEach(discovery::add);
      if (recipe.search) {
        if (recipe.onlyLoader != null) {
          discovery.search(recipe.onlyLoader);
        } else {
          discovery.searchOwnAndContext();
        }
      }
      return new AuthStrategies(recipe, discovery.candidates());
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.instances.addAll(instances);
      copy.onlyLoader = onlyLoader;
      copy.search = search;
      copy.trusted = trusted;
      return copy;
    }
  }
}
