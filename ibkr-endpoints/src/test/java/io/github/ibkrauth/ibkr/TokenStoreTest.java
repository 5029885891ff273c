package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.oauth1a.ThirdPartyGrant;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.FileTokenStore;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.simulator.ConsumerCredentials;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the settings name, and a grant in it. */
class TokenStoreTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path folder;

  @Test
  void connect_whenAUserGrantedBefore_needsNothingButSettings() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      AuthConfig config =
          AuthConfig.builder().prefix("ibkr.auth").values("test", thirdParty(simulator)).build();
      assertThatThrownBy(() -> IbkrClient.connect(config)).isInstanceOf(AuthException.class);

      try (AuthRuntime runtime = AuthRuntime.system();
          ThirdPartyGrant grant =
              ThirdPartyGrant.open(config, TokenStores.discover().lend(config, runtime))) {
        ThirdPartyGrant.Request request = grant.begin();
        grant.finish(request, agreeTo(simulator, request.authorizeUri()));
      }

      try (IbkrClient client = IbkrClient.connect(config)) {
        assertThat(client.portfolio().accounts()).isNotEmpty();
      }
      Injector injector = Guice.createInjector(new IbkrAuthModule(config), new IbkrModule());
      try (IbkrClient client = injector.getInstance(IbkrClient.class)) {
        assertThat(client.portfolio().accounts()).isNotEmpty();
        assertThat(injector.getInstance(AuthRuntime.class).service(TokenStore.class))
            .containsInstanceOf(FileTokenStore.class);
      }
    }
  }

  @Test
  void build_whenStoreAndStrategyAreWrong_tellsEverythingAtOnce() {
    Map<String, String> wrong =
        Map.of(
            "ibkr.auth.strategy", "oauth1a",
            "ibkr.auth.store.kind", "file",
            "ibkr.auth.store.key", "c2hvcnQ=",
            "ibkr.auth.http.read-timeout", "soon");

    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class, () -> IbkrClient.builder(config(wrong)).build());

    assertThat(e.problems())
        .anyMatch(text -> text.startsWith("ibkr.auth.store.path is missing"))
        .anyMatch(text -> text.startsWith("ibkr.auth.store.key has 5 bytes instead of 32"))
        .anyMatch(text -> text.startsWith("ibkr.auth.http.read-timeout"))
        .anyMatch(text -> text.startsWith("ibkr.auth.oauth1a.consumer-key is missing"))
        .as("a grant may be in the store")
        .noneMatch(text -> text.startsWith("ibkr.auth.oauth1a.access-token is missing"));
    assertThat(e.getMessage()).doesNotContain("c2hvcnQ");
  }

  @Test
  void build_whenAStoreIsSetUpAndNoneAskedFor_saysSo() {
    Map<String, String> wrong =
        Map.of("ibkr.auth.strategy", "oauth1a", "ibkr.auth.store.path", folder.toString());

    assertThatThrownBy(() -> IbkrClient.builder(config(wrong)).build())
        .hasMessageContaining(
            "ibkr.auth.store.path is set, and ibkr.auth.store.kind is not, so that there is no"
                + " store: set it to file or memory.");
  }

  private Map<String, String> thirdParty(IbkrSimulator simulator) {
    ConsumerCredentials consumer = simulator.credentials().thirdPartyConsumer();
    Map<String, String> settings = new HashMap<>(simulator.configuration("oauth1a"));
    String own = "ibkr.auth.oauth1a.";
    settings.keySet().removeAll(List.of(own + "access-token", own + "access-token-secret"));
    settings.put(own + "consumer-key", consumer.consumerKey());
    settings.put(own + "realm", consumer.realm());
    settings.put(own + "signature-key", consumer.signatureKeyPem());
    settings.put(own + "encryption-key", consumer.encryptionKeyPem());
    settings.put(own + "dh-parameters", consumer.dhParametersPem());
    settings.put(own + "request-token-url", simulator.credentials().requestTokenUri().toString());
    settings.put(own + "access-token-url", simulator.credentials().accessTokenUri().toString());
    settings.put(own + "authorize-url", simulator.credentials().authorizeUri().toString());
    settings.put("ibkr.auth.store.kind", "file");
    settings.put("ibkr.auth.store.path", folder.resolve("store").toString());
    settings.put("ibkr.auth.store.key", KEY);
    return settings;
  }

  private static AuthConfig config(Map<String, String> values) {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", values).build();
  }

  private static String agreeTo(IbkrSimulator simulator, URI page) throws Exception {
    String form =
        page.getRawQuery()
            + "&action=login&username="
            + URLEncoder.encode(simulator.credentials().credential(), StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(simulator.credentials().password(), StandardCharsets.UTF_8);
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(simulator.credentials().authorizeUri())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build(),
                BodyHandlers.ofString())
            .body();
    Matcher verifier = Pattern.compile("id=\"verifier\">([^<]+)<").matcher(answer);
    assertThat(verifier.find()).as(answer).isTrue();
    return verifier.group(1);
  }
}
