package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;

/** The contract for a provider that was forgotten in the services file; run by a launcher only. */
class UnlistedContract extends TinyContract {

  UnlistedContract() {
    super(Fault.NONE);
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new UnlistedProvider();
  }

  /** Also neither public nor constructible by others. */
  static final class UnlistedProvider extends TinyProvider {

    UnlistedProvider() {}
  }
}
