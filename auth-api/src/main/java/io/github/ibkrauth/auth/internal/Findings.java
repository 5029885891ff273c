package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that calls itself a provider, before anybody has decided whom to trust. Immutable and
 * thread-safe.
 */
public final class Findings {

  private final List<Finding> found;
  private final List<String> broken;

  Findings(Collection<Finding> found, Collection<String> broken) {
    this.found = List.copyOf(found);
    this.broken = List.copyOf(broken);
  }

  /**
   * Returns the catalogue, by id, then class. A provider that is not trusted is neither initialized
   * nor instantiated.
   *
   * @param trust lists of classes and package prefixes; a provider must be on each of them that is
   *     not empty
   */
  public List<Candidate> candidates(List<List<String>> trust) {
    Map<String, Candidate> firstOfClass = new HashMap<>();
    List<Candidate> all = new ArrayList<>();
    for (Finding finding : found) {
      Candidate candidate = candidate(finding, trust, firstOfClass);
      firstOfClass.putIfAbsent(finding.type().getName(), candidate);
      all.add(candidate);
    }
    broken.forEach(
        problem -> all.add(Candidate.unusable(Place.UNKNOWN.entry("", Status.BROKEN, problem))));
    all.sort(
        Comparator.comparing((Candidate c) -> c.entry().id())
            .thenComparing(c -> c.entry().className())
            .thenComparing(c -> c.entry().status()));
    return List.copyOf(all);
  }

  private static Candidate candidate(
      Finding finding, List<List<String>> trust, Map<String, Candidate> firstOfClass) {
    Place place = Place.of(finding.type());
    String className = finding.type().getName();
    if (!trust.stream().allMatch(list -> trusts(list, className))) {
      return unusable(place, "", Status.UNTRUSTED, "it is not on the list of trusted providers");
    }
    Candidate first = firstOfClass.get(className);
    if (first != null && isAnotherLoaders(first, finding)) {
      return unusable(
          place,
          first.entry().id(),
          Status.SHADOWED,
          "the same class was found before through another class loader");
    }
    Finding.Made made = finding.made();
    AuthStrategyProvider provider = made.provider();
    if (provider == null) {
      return unusable(place, "", Status.BROKEN, made.problem());
    }
    return checked(place, provider);
  }

  private static boolean isAnotherLoaders(Candidate first, Finding finding) {
    AuthStrategyProvider provider = first.provider();
    return provider == null || provider.getClass() != finding.type();
  }

  private static Candidate checked(Place place, AuthStrategyProvider provider) {
    try {
      String id = Objects.requireNonNull(provider.id(), "id() gave null");
      if (!id.matches("[a-z][a-z0-9-]{1,39}")) {
        return unusable(place, "", Status.BROKEN, "its id is not of the form [a-z][a-z0-9-]{1,39}");
      }
      int version = provider.spiVersion();
      if (version < SpiVersion.OLDEST_SUPPORTED || version > SpiVersion.CURRENT) {
        return unusable(
            place,
            id,
            Status.INCOMPATIBLE,
            "it was built against version "
                + version
                + " of the SPI, and this library supports "
                + SpiVersion.OLDEST_SUPPORTED
                + " to "
                + SpiVersion.CURRENT);
      }
      return Candidate.of(place.entry(id, Status.OK, ""), provider);
    } catch (LinkageError | RuntimeException e) {
      return unusable(place, "", Status.BROKEN, Finding.reason(e));
    }
  }

  private static boolean trusts(List<String> list, String className) {
    return list.isEmpty()
        || list.stream()
            .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
            .anyMatch(name -> className.equals(name) || className.startsWith(name + "."));
  }

  private static Candidate unusable(Place place, String id, Status status, String problem) {
    Entry entry = place.entry(id, status, problem);
    return Candidate.unusable(entry);
  }
}
