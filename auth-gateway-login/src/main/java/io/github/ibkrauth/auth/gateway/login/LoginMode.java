package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;

/** Who does what at the login page. */
@ApiLevel(ApiLevel.Kind.API)
public enum LoginMode {
  /** A human does everything, in a browser window that is opened for him. */
  MANUAL,
  /**
   * The form is filled in, in a browser window; a human does what the settings do not provide, such
   * as confirming on a phone.
   */
  ASSISTED,
  /** The form is filled in without a window: the settings must provide everything. */
  HEADLESS;

  boolean fillsIn() {
    return this != MANUAL;
  }

  boolean hasWindow() {
    return this != HEADLESS;
  }
}
