package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast the broker may be called: the settings below {@code ibkr.limits}. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class LimitSettings {

  static final ConfigKey<Boolean> ENABLED =
      ConfigKey.bool("limits.enabled")
          .withDefault(true)
          .describedAs("whether calls wait for the broker's limits.");
  static final ConfigKey<String> GLOBAL =
      ConfigKey.text("limits.global")
          .describedAs("how many calls may go out in what time, all together.");
  static final ConfigKey<List<String>> ENDPOINTS =
      ConfigKey.list("limits.endpoints")
          .withDefault(List.of())
          .describedAs("other limits of single paths than the broker documents.");
  static final ConfigKey<Duration> MAX_WAIT =
      ConfigKey.duration("limits.max-wait")
          .withDefault(Duration.ofSeconds(30))
          .describedAs("how long a call waits for its turn at most.");
  static final ConfigKey<Duration> PENALTY =
      ConfigKey.duration("limits.penalty")
          .withDefault(PenaltyBox.USUAL)
          .describedAs("how long nothing is sent after 429 without Retry-After.");
  static final ConfigKey<Integer> LINES =
      ConfigKey.integer("limits.market-data-lines")
          .withDefault(100)
          .describedAs("how many instruments may be subscribed to through snapshots.");

  static final List<ConfigKey<?>> KEYS =
      List.of(ENABLED, GLOBAL, ENDPOINTS, MAX_WAIT, PENALTY, LINES);

  private static final String ROOT = "ibkr";
  private static final String NONE = "none";
  private static final Set<String> OAUTH = Set.of("oauth1a", "oauth2-jwt");
  private static final Duration LONGEST_PENALTY = Duration.ofDays(1);
  private static final Map<String, List<Limit>> DOCUMENTED = documented();
  private static final ConfigSpec SPEC = ConfigSpec.of("limits", KEYS);

  private final boolean enabled;
  private final @Nullable String global;
  private final Map<String, List<Limit>> endpoints;
  private final Duration maxWait;
  private final Duration penalty;
  private final int lines;

  /** Returns every key of the section. */
  public static List<ConfigKey<?>> keys() {
    return KEYS;
  }

  private LimitSettings(AuthConfig root) {
    this.enabled = root.get(ENABLED);
    this.global = root.find(GLOBAL).orElse(null);
    this.endpoints = overrides(root.get(ENDPOINTS));
    this.maxWait = root.get(MAX_WAIT);
    this.penalty = root.get(PENALTY);
    this.lines = root.get(LINES);
  }

  /**
   * Reads the settings.
   *
   * @throws AuthConfigurationException with every problem of the section
   */
  public static LimitSettings from(AuthConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return new LimitSettings(config.under(ROOT));
  }

  /** Returns what is wrong, one sentence each. */
  public static List<String> problems(AuthConfig config) {
    AuthConfig root = config.under(ROOT);
    List<String> problems = new ArrayList<>(SPEC.problems(root));
    readable(root, GLOBAL)
        .filter(text -> !isNone(text) && rate(text).isEmpty())
        .ifPresent(
            text ->
                problems.add(
                    root.spelling(GLOBAL)
                        + " must be a number of calls in a time, such as '50 / 1 s', or none."));
    readable(root, ENDPOINTS).ifPresent(all -> problems.addAll(endpointProblems(root, all)));
    readable(root, PENALTY)
        .filter(span -> span.compareTo(LONGEST_PENALTY) > 0)
        .ifPresent(
            span ->
                problems.add(
                    root.spelling(PENALTY) + " must be at most 24 hours; 0s is for none."));
    readable(root, LINES)
        .filter(count -> count < 1)
        .ifPresent(count -> problems.add(root.spelling(LINES) + " must be above zero."));
    return problems;
  }

  /** Returns whether calls wait for limits. */
  boolean enabled() {
    return enabled;
  }

  /**
   * Returns the limit of all calls together, if there is one: what the broker documents for the
   * strategy, unless set.
   */
  Optional<Limit> global(String strategyId) {
    return global == null ? Optional.of(documentedGlobal(strategyId)) : rate(global);
  }

  /**
   * Returns the limits of a path: what the broker documents for its endpoints, unless set. Where it
   * documents one for each of several methods, they share it: whether it counts them apart is not
   * said.
   */
  List<Limit> of(String path) {
    return endpoints.getOrDefault(path, DOCUMENTED.getOrDefault(path, List.of()));
  }

  /** Returns the path of a listed endpoint that such a raw path means, if it has a limit. */
  Optional<String> limited(String rawPath) {
    return Stream.concat(endpoints.keySet().stream(), DOCUMENTED.keySet().stream())
        .filter(path -> PathTemplate.of(path).matches(rawPath))
        .findFirst();
  }

  /** Returns how long a call waits for its turn at most. */
  Duration maxWait() {
    return maxWait;
  }

  /** Returns how long nothing is sent after 429, where the broker does not say; zero for none. */
  public Duration penalty() {
    return penalty;
  }

  /** Returns how many lines of market data there are. */
  public int marketDataLines() {
    return lines;
  }

  /** Returns what the broker documents for all calls together, which depends on the way in. */
  static Limit documentedGlobal(String strategyId) {
    return Limit.perSeconds(OAUTH.contains(strategyId) ? 50 : 10, 1);
  }

  private static Map<String, List<Limit>> documented() {
    Map<String, List<Limit>> limits = new LinkedHashMap<>();
    // In the broker's table of limits, and in none of its descriptions.
    limits.put("/pa/summary", List.of(Limit.perMinutes(1, 15)));
    for (Endpoint endpoint : Endpoints.all()) {
      for (Limit limit : endpoint.limits()) {
        List<Limit> some = limits.computeIfAbsent(endpoint.path(), path -> new ArrayList<>());
        if (!some.contains(limit)) {
          some.add(limit);
        }
      }
    }
    return limits;
  }

  private static Map<String, List<Limit>> overrides(List<String> entries) {
    Map<String, List<Limit>> limits = new LinkedHashMap<>();
    for (String entry : entries) {
      List<Limit> some = limits.computeIfAbsent(path(entry), path -> new ArrayList<>());
      if (!isNone(text(entry))) {
        some.add(Limit.parse(text(entry)).orElseThrow());
      }
    }
    return limits;
  }

  private static List<String> endpointProblems(AuthConfig root, List<String> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Set<String> known = new TreeSet<>(DOCUMENTED.keySet());
    Endpoints.all().forEach(endpoint -> known.add(endpoint.path()));
    List<String> paths = List.copyOf(known);
    List<String> problems = new ArrayList<>();
    for (String entry : entries) {
      String path = path(entry);
      if (!paths.contains(path)) {
        String near =
            AuthConfig.nearestName(path, paths)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        problems.add(
            root.spelling(ENDPOINTS)
                + " names a path that is not among the endpoints: write it as docs/endpoints.md"
                + " does, without a method."
                + near);
      } else if (!isNone(text(entry)) && Limit.parse(text(entry)).isEmpty()) {
        problems.add(
            root.spelling(ENDPOINTS)
                + " must say for "
                + path
                + " a limit such as "
                + Limit.FORM
                + ", or none, after an equals sign.");
      }
    }
    return problems;
  }

  /** Returns what stands before the last equals sign. */
  private static String path(String entry) {
    int equals = entry.lastIndexOf('=');
    return (equals < 0 ? entry : entry.substring(0, equals)).strip();
  }

  private static String text(String entry) {
    int equals = entry.lastIndexOf('=');
    return equals < 0 ? "" : entry.substring(equals + 1).strip();
  }

  private static Optional<Limit> rate(String text) {
    return Limit.parse(text).filter(limit -> !limit.isConcurrency());
  }

  private static boolean isNone(String text) {
    return text.strip().equalsIgnoreCase(NONE);
  }

  /** Returns the value of a key, or nothing when it is malformed, which is reported already. */
  private static <T> Optional<T> readable(AuthConfig root, ConfigKey<T> key) {
    try {
      return root.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }
}
