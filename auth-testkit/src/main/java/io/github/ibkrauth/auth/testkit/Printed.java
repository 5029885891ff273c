package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an object would print: its own text, and that of the objects in and behind it.
 */
final class Printed {

  private final List<String> texts = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Printed() {}

  static List<String> of(@Nullable Object object) {
    Printed printed = new Printed();
    printed.walk(object);
    return printed.texts;
  }

  private void walk(@Nullable Object object) {
    if (object == null || !seen.add(object)) {
      return;
    }
    if (object instanceof Throwable throwable) {
      walkThrowable(throwable);
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(this::walk);
      map.values().forEach(this::walk);
    } else if (object instanceof Iterable<?> many && !(object instanceof java.nio.file.Path)) {
      many.forEach(this::walk);
    } else if (object instanceof Optional<?> optional) {
      walk(optional.orElse(null));
    } else if (object.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        walk(Array.get(object, i));
      }
    } else {
      texts.add(object.toString());
    }
  }

  private void walkThrowable(Throwable throwable) {
    texts.add(throwable.toString());
    texts.add(String.valueOf(throwable.getMessage()));
    texts.add(String.valueOf(throwable.getLocalizedMessage()));
    if (throwable instanceof AuthConfigurationException e) {
      walk(e.problems());
    } else if (throwable instanceof StrategySelectionException e) {
      walk(e.candidates());
    } else if (throwable instanceof InteractionRequiredException e) {
      walk(e.hint());
      walk(e.uri());
    }
    walk(throwable.getCause());
    for (Throwable suppressed : throwable.getSuppressed()) {
      walk(suppressed);
    }
  }
}
