package io.github.ibkrauth.ibkr.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The bean of docs/recipes/quarkus.md, against the simulator: with the implementation of settings
 * that Quarkus has, in another container of CDI beans.
 */
class QuarkusRecipeTest {

  private static IbkrSimulator simulator;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void forget() {
    simulator.requests().clear();
  }

  @Test
  void bean_whenItIsInjected_sendsNothingUntilItIsUsed() {
    try (SeContainer container = container(Map.of(), properties())) {
      IbkrClient client = container.select(IbkrClient.class).get();
      assertThat(container.select(IbkrClient.class).get()).isSameAs(client);
      assertThat(simulator.requests().entries()).isEmpty();

      assertThat(client.portfolio().accounts()).isNotEmpty();

      assertThat(simulator.requests().entries()).isNotEmpty();
    }
  }

  @Test
  void bean_whenTheContainerIsClosed_isClosed() {
    IbkrClient client;
    try (SeContainer container = container(Map.of(), properties())) {
      client = container.select(IbkrClient.class).get();
      client.brokerage().open();
      assertThat(client.brokerage().status().live()).isTrue();
    }

    assertThat(client.brokerage().status().live()).isFalse();
  }

  @Test
  void settings_whenAllAreVariables_areUnderstood() {
    Map<String, String> variables = new HashMap<>();
    simulator
        .configuration("oauth1a")
        .forEach((name, value) -> variables.put(variable(name), value));

    try (SeContainer container = container(variables, Map.of())) {
      assertThat(container.select(IbkrClient.class).get().portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void settings_whenAVariableIsSetAsWell_areTheVariables() {
    Map<String, String> properties = new HashMap<>(properties());
    String real = properties.put("ibkr.auth.oauth2-jwt.client-id", "Nobody");

    try (SeContainer container =
        container(Map.of("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", String.valueOf(real)), properties)) {
      assertThat(container.select(IbkrClient.class).get().portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void settings_whenOneIsForTheProfileInUse_areThoseOfTheProfile() {
    Map<String, String> properties = new HashMap<>(properties());
    String real = properties.put("ibkr.auth.oauth2-jwt.client-id", "Nobody");
    properties.put("%prod.ibkr.auth.oauth2-jwt.client-id", real);

    try (SeContainer container = container(Map.of(), properties)) {
      assertThat(container.select(IbkrClient.class).get().portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void settings_whenOneIsMisspelt_failWithItsNameAndNoSecret() {
    Map<String, String> properties = new HashMap<>(properties());
    properties.put("ibkr.auth.oauth2-jwt.client-di", "Canary4711");

    try (SeContainer container = container(Map.of(), properties)) {
      assertThatThrownBy(() -> container.select(IbkrClient.class).get())
          .isInstanceOf(AuthConfigurationException.class)
          .hasMessageContaining("ibkr.auth.oauth2-jwt.client-di")
          .hasMessageNotContaining("Canary4711");
    }
  }

  @Test
  void page_whenRead_showsTheClassAsItIsTestedHere() throws IOException {
    RecipePage.of("quarkus.md").showsItsClassesAsTested();
  }

  private static Map<String, String> properties() {
    return simulator.configuration("oauth2-jwt");
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static SeContainer container(
      Map<String, String> variables, Map<String, String> properties) {
    Settings.current =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("prod")
            .withSources(
                new EnvConfigSource(variables, 300),
                new PropertiesConfigSource(properties, "application.properties", 250))
            .build();
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(QuarkusIbkr.class, Settings.class)
        .initialize();
  }

  /** What Quarkus brings itself: the settings as a bean. */
  @Singleton
  static class Settings {

    private static Config current;

    @Produces
    Config config() {
      return current;
    }
  }
}
