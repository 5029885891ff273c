package io.github.ibkrauth.ibkr.recipes;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** A client with Spring's settings. It is closed with the context. */
@Configuration(proxyBeanMethods = false)
public class SpringIbkr {

  @Bean
  IbkrClient ibkrClient(ConfigurableEnvironment environment) {
    Map<String, String> variables = new HashMap<>();
    environment.getSystemEnvironment().forEach((name, value) -> variables.put(name, "" + value));
    Map<String, String> properties = new HashMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        for (String name : listed.getPropertyNames()) {
          if (name.startsWith("ibkr.")) {
            properties.put(name, environment.getRequiredProperty(name));
          }
        }
      }
    }
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .environment(variables)
            .values("Spring's environment", properties)
            .build();
    return IbkrClient.builder(config).build(); // no network: the first call logs in
  }
}
