package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over everything that calls itself a provider; a broken one does not end the walk. Runs
 * no provider's code. Not thread-safe.
 */
public final class Discovery {

  private static final int MOST_BROKEN_STEPS = 100;

  private final List<Finding> found = new ArrayList<>();
  private final Map<String, Set<@Nullable ClassLoader>> seen = new HashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();

  /** Starts a walk. */
  public Discovery() {}

  /** Takes a provider made by the application. */
  public void add(AuthStrategyProvider provider) {
    found.add(new Finding(provider.getClass(), () -> provider));
    isNew(provider.getClass());
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
    int failures = 0;
    while (failures < MOST_BROKEN_STEPS) {
      try {
        if (!steps.hasNext()) {
          return;
        }
        ServiceLoader.Provider<AuthStrategyProvider> step = steps.next();
        if (isNew(step.type())) {
          found.add(new Finding(step.type(), step::get));
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        broken.add(Finding.reason(e) + hint(e, loader));
      }
    }
  }

  /** Returns what was found. */
  public Findings findings() {
    return new Findings(found, broken);
  }

  private boolean isNew(Class<?> type) {
    return seen.computeIfAbsent(type.getName(), name -> new HashSet<>()).add(type.getClassLoader());
  }

  /** Explains the one error whose own text misleads: both classes have the same name. */
  private static String hint(Throwable error, @Nullable ClassLoader loader) {
    String text = String.valueOf(error.getMessage());
    return text.endsWith("not a subtype")
        ? "; it was compiled against another copy of the SPI: "
            + loader
            + " sees one, and this library is loaded by "
            + AuthStrategyProvider.class.getClassLoader()
        : "";
  }
}
