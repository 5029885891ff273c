package io.github.ibkrauth.auth;

import static io.github.ibkrauth.auth.ProviderJars.ran;
import static io.github.ibkrauth.auth.ProviderJars.services;
import static io.github.ibkrauth.auth.ProviderJars.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthStrategies.Entry;
import io.github.ibkrauth.auth.AuthStrategies.Status;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthStrategiesTest {

  @TempDir private Path folder;
  private ProviderJars jars;
  private final List<AuthEvent> events = new ArrayList<>();
  private final AuthRuntime runtime = AuthRuntime.builder().listener(events::add).build();

  @BeforeEach
  void prepare() {
    jars = new ProviderJars(folder);
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("ran."));
  }

  @AfterEach
  void close() throws IOException {
    runtime.close();
    jars.close();
  }

  @Test
  void strategy_whenNamedByIdOrAlias_isThatOne() {
    AuthStrategies found =
        search(jars.provider("a.jar", "a.A", "aaa"), jars.provider("b.jar", "b.B", "bbb"));

    assertThat(found.ids()).containsExactly("aaa", "bbb");
    for (String name : List.of("bbb", "alias-of-bbb", " BBB ", "Alias-Of-BBB")) {
      assertThat(found.strategy(config("auth.strategy", name), runtime).id()).isEqualTo("bbb");
      assertThat(found.provider(name)).map(AuthStrategyProvider::id).contains("bbb");
    }
    assertThat(found.provider("ccc")).isEmpty();
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            AuthEvent.StrategySelected.class,
            e -> {
              assertThat(e.strategyId()).isEqualTo("bbb");
              assertThat(e.providerClass()).isEqualTo("b.B");
            });
  }

  @Test
  void describe_always_namesIdClassVersionAndJar() {
    Path jar =
        jars.jar(
            "a.jar",
            Map.of("a.A", source("a.A", "aaa")),
            Map.of(
                ProviderJars.SERVICES,
                "a.A\n",
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n"));

    assertThat(search(jar).describe().lines()).containsExactly("aaa a.A 1.2.3 from " + jar + " OK");
  }

  @Test
  void strategy_whenNothingIsConfigured_saysWhichKeyIsMissing() {
    AuthStrategies found = search(jars.provider("a.jar", "a.A", "aaa"));

    assertThatThrownBy(() -> found.strategy(AuthConfig.builder().build(), runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("auth.strategy is missing");
  }

  @Test
  void strategy_whenUnknown_suggestsTheNearestAndListsWhatIsThere() {
    AuthStrategies found =
        search(
            jars.provider("a.jar", "a.A", "oauth2-jwt"),
            jars.jar("broken.jar", Map.of(), services("no.SuchProvider")));

    StrategySelectionException e = refused(found, "auth.strategy", "oauth2-jtw");

    assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_NOT_FOUND);
    assertThat(e)
        .hasMessageContaining("There is no strategy 'oauth2-jtw' (auth.strategy, code).")
        .hasMessageContaining("Did you mean 'oauth2-jwt'?")
        .hasMessageContaining("On the class path: oauth2-jwt.")
        .hasMessageContaining("in a merged jar check META-INF/services")
        .hasMessageContaining("Not usable: ? unknown class BROKEN")
        .hasMessageContaining("no.SuchProvider");
    assertThat(e.candidates()).hasSize(2);
  }

  @Test
  void strategy_whenThereIsNone_saysWhatToAdd() {
    assertThat(refused(search(), "auth.strategy", "aaa"))
        .hasMessageContaining("No strategy is on the class path: add the dependency");
  }

  @Test
  void search_inAMergedJar_findsAllWhoseServicesFilesWereJoined() {
    Path a = jars.provider("a.jar", "a.A", "aaa");
    Path b = jars.provider("b.jar", "b.B", "bbb");

    assertThat(search(jars.merge("good.jar", true, a, b)).ids()).containsExactly("aaa", "bbb");

    AuthStrategies naive = search(jars.merge("naive.jar", false, a, b));
    assertThat(naive.ids()).containsExactly("aaa");
    assertThat(refused(naive, "auth.strategy", "bbb"))
        .hasMessageContaining("in a merged jar check META-INF/services");
  }

  @Test
  void search_whenProvidersAreBroken_listsThemAndFindsTheOthers() {
    Path linkage = linkageError();
    AuthStrategies found =
        search(
            jars.jar("missing.jar", Map.of(), services("no.SuchProvider")),
            jars.jar(
                "throws.jar",
                Map.of(
                    "t.Throws",
                    source(
                        "t.Throws",
                        "throws",
                        "1",
                        "throw new IllegalStateException(\"hunter2\");")),
                services("t.Throws")),
            linkage,
            jars.jar(
                "plain.jar",
                Map.of("p.Plain", "package p; public class Plain {}"),
                services("p.Plain")),
            jars.jar("syntax.jar", Map.of(), services("this is no class name")),
            jars.jar("badid.jar", Map.of("i.Id", source("i.Id", "Bad Id")), services("i.Id")),
            jars.provider("good.jar", "g.Good", "good"));

    assertThat(found.ids()).containsExactly("good");
    assertThat(found.entries()).hasSize(7);
    assertThat(found.entries().stream().filter(e -> e.status() == Status.BROKEN))
        .hasSize(6)
        .extracting(Entry::problem)
        .anyMatch(problem -> problem.contains("no.SuchProvider"))
        .anyMatch(
            problem ->
                problem.contains("t.Throws could not be instantiated")
                    && problem.contains("IllegalStateException"))
        .anyMatch(problem -> problem.contains("NoClassDefFoundError: l/Base"))
        .anyMatch(problem -> problem.contains("p.Plain not a subtype"))
        .anyMatch(problem -> problem.contains("syntax"))
        .anyMatch(problem -> problem.contains("its id is not of the form"))
        .noneMatch(problem -> problem.contains("hunter2"));
    assertThat(found.strategy(config("auth.strategy", "good"), runtime).id()).isEqualTo("good");
  }

  @Test
  void search_whenTheProviderSeesAnotherCopyOfTheSpi_saysSo() {
    Path jar = jars.provider("a.jar", "a.A", "aaa");
    ClassLoader apart = jars.loader(ClassLoader.getPlatformClassLoader(), jar, ProviderJars.api());

    assertThat(AuthStrategies.builder().classLoader(apart).build().entries())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.problem())
                    .contains("a.A not a subtype", "another copy of the SPI", apart.toString()));
  }

  @Test
  void strategy_whenTwoProvidersHaveTheId_namesBothAndObeysTheClass() {
    Path a = jars.provider("a.jar", "a.A", "same");
    Path b = jars.provider("b.jar", "b.B", "same");
    AuthStrategies found = search(a, b);

    StrategySelectionException e = refused(found, "auth.strategy", "same");

    assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_AMBIGUOUS);
    assertThat(e)
        .hasMessageContaining("a.A from " + a)
        .hasMessageContaining("b.B from " + b)
        .hasMessageContaining("auth.strategy.class");
    assertThat(found.provider("same")).isEmpty();
    AuthConfig chosen = config("auth.strategy", "same", "auth.strategy.class", "b.B");
    found.strategy(chosen, runtime);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            AuthEvent.StrategySelected.class,
            event -> assertThat(event.providerClass()).isEqualTo("b.B"));
    assertThat(refused(found, "auth.strategy", "same", "auth.strategy.class", "c.C"))
        .hasMessageContaining("of class c.C");
  }

  @Test
  void strategy_whenAnAliasIsAnothersId_isAmbiguous() {
    Path a = jars.provider("a.jar", "a.A", "aaa");
    Path b = jars.provider("b.jar", "b.B", "alias-of-aaa");

    assertThat(refused(search(a, b), "auth.strategy", "alias-of-aaa").code())
        .isEqualTo(AuthErrorCode.STRATEGY_AMBIGUOUS);
  }

  @Test
  void search_whenTheSameClassComesThroughTwoLoaders_keepsTheFirst() throws Exception {
    Path jar = jars.provider("a.jar", "a.A", "aaa");
    AuthStrategyProvider own =
        (AuthStrategyProvider)
            jars.loader(jar).loadClass("a.A").getDeclaredConstructor().newInstance();

    AuthStrategies found = AuthStrategies.builder().add(own).classLoader(jars.loader(jar)).build();

    assertThat(found.entries())
        .extracting(Entry::status)
        .containsExactly(Status.OK, Status.SHADOWED);
    assertThat(found.entries()).extracting(Entry::id).containsOnly("aaa");
    assertThat(found.provider("aaa")).containsSame(own);
    assertThat(found.strategy(config("auth.strategy", "aaa"), runtime)).isNotNull();
  }

  @Test
  void search_whenTheSameClassIsListedTwice_countsItOnce() {
    Path jar =
        jars.jar("a.jar", Map.of("a.A", source("a.A", "aaa")), services("a.A", "a.A", "# c"));

    assertThat(search(jar, jar).entries()).hasSize(1);
  }

  @Test
  void add_whenTwoInstancesOfAClassAreAdded_takesBoth() {
    class Named implements AuthStrategyProvider {
      private final String id;

      Named(String id) {
        this.id = id;
      }

      @Override
      public String id() {
        return id;
      }

      @Override
      public int spiVersion() {
        return 1;
      }

      @Override
      public io.github.ibkrauth.auth.spi.ConfigSpec configSpec() {
        return io.github.ibkrauth.auth.spi.ConfigSpec.of(id, List.of());
      }

      @Override
      public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
        if (id.equals("unlinked")) {
          throw new NoClassDefFoundError("some/Dependency");
        }
        return null;
      }
    }
    AuthStrategies found =
        AuthStrategies.builder()
            .withoutDiscovery()
            .add(new Named("unlinked"))
            .add(new Named("null-giver"))
            .build();

    assertThat(found.ids()).containsExactly("null-giver", "unlinked");
    StrategySelectionException unlinked = refused(found, "auth.strategy", "unlinked");
    assertThat(unlinked.code()).isEqualTo(AuthErrorCode.STRATEGY_BROKEN);
    assertThat(unlinked)
        .hasMessageContaining("java.lang.NoClassDefFoundError")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(refused(found, "auth.strategy", "null-giver").getMessage())
        .contains("returned null");
    assertThat(events).isEmpty();
  }

  @Test
  void strategy_whenBuiltAgainstAnotherSpi_isRefusedByVersion() {
    Path jar = jars.jar("a.jar", Map.of("a.A", source("a.A", "aaa", "99", "")), services("a.A"));

    StrategySelectionException e = refused(search(jar), "auth.strategy", "aaa");

    assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_INCOMPATIBLE);
    assertThat(e).hasMessageContaining("version 99 of the SPI").hasMessageContaining("supports 1");
  }

  @Test
  void strategy_whenTheConfigurationDoesNotTrustIt_isRefusedBeforeItsCodeRuns() {
    Path jar = jars.provider("planted.jar", "planted.Thief", "aaa");
    Path good = jars.provider("good.jar", "good.Good", "good");
    AuthStrategies found = search(jar, good);

    StrategySelectionException e =
        refused(found, "auth.strategy", "aaa", "auth.strategy.trusted", "good.*, other.Class");
    AuthStrategy chosen =
        found.strategy(
            config("auth.strategy", "good", "auth.strategy.trusted", "good.Good"), runtime);

    assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED);
    assertThat(e)
        .hasMessageContaining("planted.Thief from " + jar)
        .hasMessageContaining("not on the list");
    assertThat(chosen.id()).isEqualTo("good");
    assertThat(ran("planted.Thief")).isFalse();
    assertThat(ran("good.Good")).isTrue();
  }

  @Test
  void strategy_whenTheApplicationHasAListItself_bothListsCount() {
    Path planted = jars.provider("planted.jar", "planted.Thief", "aaa");
    Path good = jars.provider("good.jar", "good.Good", "good");
    AuthStrategies found =
        AuthStrategies.builder()
            .classLoader(jars.loader(planted, good))
            .trusted(List.of("good"))
            .build();

    assertThat(refused(found, "auth.strategy", "aaa").code())
        .isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED);
    assertThat(refused(found, "auth.strategy", "aaa", "auth.strategy.trusted", "planted").code())
        .isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED);
    assertThat(refused(found, "auth.strategy", "good", "auth.strategy.trusted", "planted").code())
        .isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED);
    assertThat(found.entries()).extracting(Entry::status).contains(Status.UNTRUSTED, Status.OK);
    assertThat(found.strategy(config("auth.strategy", "good"), runtime).id()).isEqualTo("good");
    assertThat(ran("planted.Thief")).isFalse();
  }

  @Test
  void chosen_always_isTheProviderThatMakesTheStrategyAndConfiguresNothing() {
    AuthStrategies found =
        search(
            jars.provider("a.jar", "a.A", "same"),
            jars.provider("b.jar", "b.B", "same"),
            jars.provider("c.jar", "c.C", "ccc"));

    assertThat(found.chosen(config("auth.strategy", "alias-of-ccc")).id()).isEqualTo("ccc");
    AuthConfig byClass = config("auth.strategy", "same", "auth.strategy.class", "b.B");
    assertThat(found.chosen(byClass).getClass().getName()).isEqualTo("b.B");
    assertThat(events).isEmpty();

    assertThatThrownBy(() -> found.chosen(config("auth.strategy", "same")))
        .isInstanceOfSatisfying(
            StrategySelectionException.class,
            e -> assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_AMBIGUOUS));
    assertThatThrownBy(() -> found.chosen(AuthConfig.builder().build()))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("auth.strategy is missing");
  }

  @Test
  void chosen_whenEitherListDoesNotTrustIt_isRefusedBeforeItsCodeRuns() {
    Path planted = jars.provider("planted.jar", "planted.Thief", "aaa");
    Path good = jars.provider("good.jar", "good.Good", "good");
    AuthStrategies listed =
        AuthStrategies.builder()
            .classLoader(jars.loader(planted, good))
            .trusted(List.of("good"))
            .build();
    AuthConfig trustsThief = config("auth.strategy", "aaa", "auth.strategy.trusted", "planted");
    AuthConfig trustsGood = config("auth.strategy", "aaa", "auth.strategy.trusted", "good");

    for (AuthConfig config : List.of(config("auth.strategy", "aaa"), trustsThief, trustsGood)) {
      assertThatThrownBy(() -> listed.chosen(config))
          .isInstanceOfSatisfying(
              StrategySelectionException.class,
              e -> assertThat(e.code()).isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED));
    }
    assertThat(listed.chosen(config("auth.strategy", "good")).id()).isEqualTo("good");
    assertThat(ran("planted.Thief")).isFalse();
  }

  @Test
  void trusted_whenAPrefixIsPartOfAPackageName_doesNotMatch() {
    Path jar = jars.provider("a.jar", "goodness.A", "aaa");

    assertThat(refused(search(jar), "auth.strategy", "aaa", "auth.strategy.trusted", "good").code())
        .isEqualTo(AuthErrorCode.STRATEGY_UNTRUSTED);
  }

  @Test
  void discover_always_searchesTheContextLoaderAndKeepsWhatItFound() {
    ClassLoader context = jars.loader(jars.provider("a.jar", "a.A", "aaa"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    AuthStrategies found;
    thread.setContextClassLoader(context);
    try {
      found = AuthStrategies.discover();
    } finally {
      thread.setContextClassLoader(null);
    }
    try {
      assertThat(AuthStrategies.discover().ids()).doesNotContain("aaa");
      assertThat(found.ids()).contains("aaa");
      assertThat(
              found.strategy(config("auth.strategy", "aaa", "auth.strategy.trusted", "a"), runtime))
          .isNotNull();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void withoutDiscovery_always_seesAddedProvidersOnly() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(jars.loader(jars.provider("a.jar", "a.A", "aaa")));
    try {
      assertThat(AuthStrategies.builder().withoutDiscovery().build().entries()).isEmpty();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Path linkageError() {
    Path classes =
        jars.compile(
            "linkage",
            Map.of(
                "l.Base",
                "package l; public abstract class Base {}",
                "l.Linkage",
                source("l.Linkage", "linkage")
                    .replace("class Linkage ", "class Linkage extends Base ")),
            List.of());
    assertThat(classes.resolve("l/Base.class").toFile().delete()).isTrue();
    return jars.pack("linkage.jar", classes, services("l.Linkage"));
  }

  private AuthStrategies search(Path... some) {
    return AuthStrategies.builder().classLoader(jars.loader(some)).build();
  }

  private StrategySelectionException refused(AuthStrategies found, String... settings) {
    try {
      found.strategy(config(settings), runtime);
    } catch (StrategySelectionException e) {
      return e;
    }
    throw new AssertionError("was not refused");
  }

  private static AuthConfig config(String... settings) {
    AuthConfig.Builder builder = AuthConfig.builder();
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.build();
  }
}
