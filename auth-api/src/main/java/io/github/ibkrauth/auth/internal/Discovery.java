package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One walk over everything that calls itself a provider; a broken one does not end the walk. Not
 * thread-safe.
 */
public final class Discovery {

  private static final int MOST_BROKEN_STEPS = 100;

  private final List<String> trusted;
  private final List<Candidate> found = new ArrayList<>();
  private final Map<String, Set<@Nullable ClassLoader>> seen = new HashMap<>();
  private final Set<String> brokenSeen = new HashSet<>();

  /**
   * Starts a walk that lets only these classes or package prefixes in; an empty list lets all in.
   */
  public Discovery(List<String> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** Takes a provider made by the application. */
  public void add(AuthStrategyProvider provider) {
    take(provider.getClass(), () -> provider);
  }

  /**
   * Searches with the class loader of this library, then with the thread's if that one sees more.
   */
  public void searchOwnAndContext() {
    ClassLoader own = AuthStrategyProvider.class.getClassLoader();
    search(own);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && context != own) {
      search(context);
    }
  }

  /** Searches with a class loader. */
  public void search(@Nullable ClassLoader loader) {
    Iterator<ServiceLoader.Provider<AuthStrategyProvider>> steps =
        ServiceLoader.load(AuthStrategyProvider.class, loader).stream().iterator();
    int broken = 0;
    while (broken < MOST_BROKEN_STEPS) {
      try {
        if (!steps.hasNext()) {
          return;
        }
        ServiceLoader.Provider<AuthStrategyProvider> step = steps.next();
        take(step.type(), step::get);
      } catch (ServiceConfigurationError | LinkageError e) {
        broken++;
        broken("", "", "", reason(e));
      }
    }
  }

  /** Returns what was found, by id, then class. */
  public List<Candidate> candidates() {
    return found.stream()
        .sorted(
            Comparator.comparing((Candidate c) -> c.entry().id())
                .thenComparing(c -> c.entry().className()))
        .toList();
  }

  private void take(Class<?> type, Supplier<AuthStrategyProvider> instance) {
    Place place = Place.of(type);
    Set<@Nullable ClassLoader> loaders =
        seen.computeIfAbsent(type.getName(), name -> new HashSet<>());
    if (!loaders.add(type.getClassLoader())) {
      return;
    }
    if (!trusts(type)) {
      note(place, "", Status.UNTRUSTED, "it is not on the list of trusted providers");
      return;
    }
    AuthStrategyProvider provider;
    String id;
    try {
      provider = instance.get();
      id = Objects.requireNonNull(provider.id(), "id() gave null");
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      broken(place.className, place.version, place.location, reason(e));
      return;
    }
    if (loaders.size() > 1) {
      note(
          place,
          id,
          Status.SHADOWED,
          "the same class was found before through another class loader");
      return;
    }
    check(place, id, provider);
  }

  private void check(Place place, String id, AuthStrategyProvider provider) {
    if (!id.matches("[a-z][a-z0-9-]{1,39}")) {
      broken(
          place.className,
          place.version,
          place.location,
          "its id is not of the form [a-z][a-z0-9-]{1,39}");
      return;
    }
    try {
      int version = provider.spiVersion();
      if (version < SpiVersion.OLDEST_SUPPORTED || version > SpiVersion.CURRENT) {
        note(
            place,
            id,
            Status.INCOMPATIBLE,
            "it was built against version "
                + version
                + " of the SPI, and this library supports "
                + SpiVersion.OLDEST_SUPPORTED
                + " to "
                + SpiVersion.CURRENT);
        return;
      }
      found.add(
          Candidate.of(
              new Entry(id, place.className, place.version, place.location, Status.OK, ""),
              provider));
    } catch (LinkageError | RuntimeException e) {
      broken(place.className, place.version, place.location, reason(e));
    }
  }

  private boolean trusts(Class<?> type) {
    return trusted.isEmpty()
        || trusted.stream()
            .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
            .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "."));
  }

  private void note(Place place, String id, Status status, String problem) {
    found.add(
        Candidate.unusable(
            new Entry(id, place.className, place.version, place.location, status, problem)));
  }

  private void broken(String className, String version, String location, String problem) {
    if (brokenSeen.add(className + problem)) {
      found.add(
          Candidate.unusable(new Entry("", className, version, location, Status.BROKEN, problem)));
    }
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause();
    String own = Optional.ofNullable(error.getMessage()).orElse(error.getClass().getName());
    return cause == null ? own : own + " (" + cause.getClass().getName() + ")";
  }

  private record Place(String className, String version, String location) {

    static Place of(Class<?> type) {
      String version = Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("");
      return new Place(type.getName(), version, location(type));
    }

    private static String location(Class<?> type) {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.getLocation() == null) {
        return "";
      }
      try {
        return Path.of(source.getLocation().toURI()).toString();
      } catch (URISyntaxException | IllegalArgumentException e) {
        return source.getLocation().toString();
      }
    }
  }
}
