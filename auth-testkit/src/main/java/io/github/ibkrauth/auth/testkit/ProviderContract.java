package io.github.ibkrauth.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What holds for a provider and for a strategy before it is opened. */
abstract class ProviderContract extends StrategyUnderTest {

  @Test
  void id_always_hasTheForm() {
    String id = provider().id();

    assertTrue(id.matches("[a-z][a-z0-9-]{1,39}"), "the id '" + id + "' has another form");
    assertEquals(id, provider().id(), "the id must not change");
  }

  @Test
  void aliases_always_areLowerCaseAndNobodysId() {
    Set<String> aliases = provider().aliases();

    for (String alias : aliases) {
      assertEquals(alias.strip().toLowerCase(Locale.ROOT), alias, "aliases are lower case");
      assertFalse(alias.isEmpty(), "an alias must not be empty");
    }
    Set<String> ids = new HashSet<>(AuthStrategies.discover().ids());
    ids.add(provider().id());
    ids.retainAll(aliases);
    assertEquals(Set.of(), ids, "these aliases are ids of strategies");
  }

  @Test
  void spiVersion_always_isSupported() {
    int version = provider().spiVersion();

    assertTrue(
        version >= SpiVersion.OLDEST_SUPPORTED && version <= SpiVersion.CURRENT,
        "write: return SpiVersion.CURRENT; not " + version);
  }

  @Test
  void provider_always_canBeMadeByTheServiceLoader() throws Exception {
    Class<?> type = provider().getClass();

    assertTrue(Modifier.isPublic(type.getModifiers()), type.getName() + " must be public");
    assertTrue(
        Modifier.isPublic(type.getConstructor().getModifiers()),
        type.getName() + " needs a public constructor without parameters");
    AuthStrategyProvider another = (AuthStrategyProvider) type.getConstructor().newInstance();
    assertEquals(provider().id(), another.id());
  }

  @Test
  void provider_always_isListedAsAService() throws Exception {
    String file = "META-INF/services/" + AuthStrategyProvider.class.getName();
    Class<?> type = provider().getClass();
    StringBuilder listed = new StringBuilder();
    for (URL url : Collections.list(type.getClassLoader().getResources(file))) {
      try (InputStream in = url.openStream()) {
        listed.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
    }

    assertTrue(
        listed
            .toString()
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .anyMatch(type.getName()::equals),
        type.getName() + " is missing in " + file);
  }

  @Test
  void provider_always_isFoundByItsIdAndAliases() {
    AuthStrategies found =
        AuthStrategies.builder().classLoader(provider().getClass().getClassLoader()).build();

    Set<String> names = new HashSet<>(provider().aliases());
    names.add(provider().id());
    for (String name : names) {
      assertEquals(
          provider().getClass(),
          found.provider(name).map(Object::getClass).orElse(null),
          "'" + name + "' finds another provider, or none, among\n" + found.describe());
    }
  }

  @Test
  void configSpec_always_declaresKeysOfItsOwnSection() {
    assertEquals(provider().id(), provider().configSpec().section());
    assertTrue(
        provider().configSpec().keys().stream().noneMatch(key -> key.help().isBlank()),
        "every key needs a sentence that explains it");
    assertTrue(
        provider().configSpec().keys().stream()
            .filter(ConfigKey::isSecret)
            .allMatch(key -> key.defaultValue().isEmpty()),
        "a secret has no default");
  }

  @Test
  void create_withValidSettings_asksNobodyAndStartsNothing() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    AuthRuntime watched =
        runtime()
            .executor(task -> tasks.incrementAndGet())
            .scheduler(
                (task, delay) -> {
                  tasks.incrementAndGet();
                  return () -> {};
                })
            .build();
    breakCredentials(true);
    int before = credentialRequests();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();

    provider().create(config(validSettings()), watched);

    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(threads);
    breakCredentials(false);
    assertEquals(Set.of(), started, "create started threads");
    assertEquals(0, tasks.get(), "create used the executor or the scheduler");
    assertEquals(before, credentialRequests(), "create asked the server");
  }

  @Test
  void create_always_givesAStrategyOfThatId() {
    assertEquals(provider().id(), strategy().id());
  }

  @Test
  void capabilities_always_areTheSameAndReadOnly() {
    AuthStrategy strategy = strategy();
    Set<Capability> capabilities = strategy.capabilities();

    assertEquals(capabilities, strategy.capabilities());
    assertThrows(
        UnsupportedOperationException.class, () -> capabilities.add(Capability.of("INVENTED")));
  }

  @Test
  void toString_ofProviderConfigAndStrategy_showsNoSecret() {
    leaks.scan(provider());
    leaks.scan(config(validSettings()));
    leaks.scan(strategy());
    leaks.check();
  }
}
