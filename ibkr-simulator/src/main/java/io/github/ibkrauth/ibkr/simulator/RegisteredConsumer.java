package io.github.ibkrauth.ibkr.simulator;

import java.util.function.Supplier;

/**
 * An OAuth 1.0a consumer as it was registered at the broker.
 *
 * @param realm what its requests name as the realm
 * @param thirdParty whether users grant it access through the authorize page; a first-party
 *     consumer was given its access token at registration
 * @param keys made when the consumer is first used; the server reads their public halves only
 */
record RegisteredConsumer(
    String key, String realm, boolean thirdParty, Supplier<ConsumerKeys> keys, DhGroup group) {
  /** The public test consumer: third-party, paper accounts only, active at once. */
  static final String TEST_KEY = "TESTCONS";

  static RegisteredConsumer of(String key, boolean thirdParty, RsaKeys keys) {
    return new RegisteredConsumer(
        key,
        key.equals(TEST_KEY) ? "test_realm" : "limited_poa",
        thirdParty,
        new Lazy<>(() -> ConsumerKeys.of(key, keys)),
        DhGroup.MODP_2048);
  }

  @Override
  public String toString() {
    return "RegisteredConsumer[" + key + "]";
  }
}
