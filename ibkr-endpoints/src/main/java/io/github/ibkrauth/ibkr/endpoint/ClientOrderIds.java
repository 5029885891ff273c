package io.github.ibkrauth.ibkr.endpoint;

import java.util.random.RandomGenerator;

/**
 * Makes client order ids: twenty letters and digits with 100 random bits, so that none comes twice,
 * also across programs and restarts. Thread-safe if the generator is.
 */
final class ClientOrderIds {

  private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private final RandomGenerator random;

  ClientOrderIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return id.toString();
  }
}
