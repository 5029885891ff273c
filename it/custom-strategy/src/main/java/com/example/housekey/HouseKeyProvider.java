package com.example.housekey;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the strategy {@code house-key}: the house runs one gateway that holds the login at the
 * broker, and lets its programs through by API key. The key buys a pass that lives for minutes, and
 * the pass goes along with every call.
 */
public final class HouseKeyProvider implements AuthStrategyProvider {

  static final String ID = "house-key";
  static final ConfigSpec SPEC =
      ConfigSpec.of(ID, List.of(HouseKeyKeys.BASE_URL, HouseKeyKeys.API_KEY));

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return SPEC;
  }

  /** Tells every problem at once, and asks nobody. */
  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    problems.addAll(HttpDefaults.problems(config));
    if (problems.isEmpty()) {
      WebAddress.problem(config.spelling(HouseKeyKeys.BASE_URL), config.get(HouseKeyKeys.BASE_URL))
          .ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return new HouseKeyStrategy(config, runtime);
  }
}
