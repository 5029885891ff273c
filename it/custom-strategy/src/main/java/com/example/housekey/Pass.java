package com.example.housekey;

import io.github.ibkrauth.auth.Secret;

/** What the gateway lets through for some minutes. Compared by identity: it is its own tag. */
final class Pass {

  private final Secret value;

  Pass(String value) {
    this.value = Secret.of(value);
  }

  Secret value() {
    return value;
  }

  String fingerprint() {
    return value.fingerprint();
  }

  @Override
  public String toString() {
    return "Pass(fp:" + fingerprint() + ")";
  }
}
