package io.github.ibkrauth.ibkr.recipes;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** A client with Quarkus' settings. It is closed with the application. */
@Singleton
public class QuarkusIbkr {

  @Produces
  @Singleton
  IbkrClient client(Config settings) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    Map<String, String> properties = new HashMap<>();
    for (String name : settings.getPropertyNames()) {
      ConfigValue value = settings.getConfigValue(name);
      if (name.startsWith("IBKR_")) {
        variables.put(name, value.getValue());
      } else if (name.startsWith("ibkr.") && !value.getSourceName().startsWith("EnvConfig")) {
        properties.put(name, value.getValue());
      }
    }
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .environment(variables)
            .values("Quarkus' settings", properties)
            .build();
    return IbkrClient.builder(config).build(); // no network: the first call logs in
  }

  void close(@Disposes IbkrClient client) {
    client.close();
  }
}
