package io.github.ibkrauth.ibkr.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The bean of docs/recipes/spring-boot.md, in a context of Spring, against the simulator. */
class SpringRecipeTest {

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
  void bean_whenTheContextStarts_sendsNothingUntilItIsUsed() {
    try (AnnotationConfigApplicationContext context = context(Map.of(), properties())) {
      IbkrClient client = context.getBean(IbkrClient.class);
      assertThat(simulator.requests().entries()).isEmpty();

      assertThat(client.portfolio().accounts()).isNotEmpty();

      assertThat(simulator.requests().entries()).isNotEmpty();
    }
  }

  @Test
  void bean_whenTheContextIsClosed_isClosed() {
    IbkrClient client;
    try (AnnotationConfigApplicationContext context = context(Map.of(), properties())) {
      client = context.getBean(IbkrClient.class);
      client.brokerage().open();
      assertThat(client.brokerage().status().live()).isTrue();
    }

    assertThat(client.brokerage().status().live()).isFalse();
  }

  @Test
  void settings_whenAllAreVariablesOfTheEnvironment_areUnderstood() {
    Map<String, Object> variables = new HashMap<>();
    simulator
        .configuration("oauth1a")
        .forEach((name, value) -> variables.put(variable(name), value));

    try (AnnotationConfigApplicationContext context = context(variables, Map.of())) {
      assertThat(context.getBean(IbkrClient.class).portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void settings_whenAVariableIsSetAsWell_areThoseOfTheEnvironmentAsSpringHasIt() {
    Map<String, Object> properties = new HashMap<>(properties());
    Object real = properties.put("ibkr.auth.oauth2-jwt.client-id", "Nobody");

    try (AnnotationConfigApplicationContext context =
        context(Map.of("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", String.valueOf(real)), properties)) {
      assertThat(context.getBean(IbkrClient.class).portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void settings_whenOneIsMisspelt_failTheStartWithItsNameAndNoSecret() {
    Map<String, Object> properties = new HashMap<>(properties());
    properties.put("ibkr.auth.oauth2-jwt.client-di", "Canary4711");

    assertThatThrownBy(() -> context(Map.of(), properties))
        .rootCause()
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.oauth2-jwt.client-di")
        .hasMessageNotContaining("Canary4711");
  }

  @Test
  void page_whenRead_showsTheClassAsItIsTestedHere() throws IOException {
    RecipePage.of("spring-boot.md").showsItsClassesAsTested();
  }

  private static Map<String, Object> properties() {
    return Map.copyOf(simulator.configuration("oauth2-jwt"));
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Starts a context. What it has of the environment is the variables given, and no others. */
  private static AnnotationConfigApplicationContext context(
      Map<String, Object> variables, Map<String, Object> properties) {
    StandardEnvironment environment =
        new StandardEnvironment() {
          @Override
          public Map<String, Object> getSystemEnvironment() {
            return variables;
          }
        };
    environment.getPropertySources().addLast(new MapPropertySource("application", properties));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.setEnvironment(environment);
    context.register(SpringIbkr.class);
    context.refresh();
    return context;
  }
}
