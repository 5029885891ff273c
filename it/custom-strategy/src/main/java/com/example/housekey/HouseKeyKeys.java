package com.example.housekey;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;

/** The settings of the strategy {@code house-key}. */
public final class HouseKeyKeys {

  /** Where the house's gateway is. */
  public static final ConfigKey<URI> BASE_URL =
      ConfigKey.uri("house-key.base-url").required().describedAs("Where the house's gateway is.");

  /** The key of this program. */
  public static final ConfigKey<Secret> API_KEY =
      ConfigKey.secret("house-key.api-key")
          .required()
          .describedAs("The key of this program, or file:PATH of a file that holds it.");

  private HouseKeyKeys() {}
}
