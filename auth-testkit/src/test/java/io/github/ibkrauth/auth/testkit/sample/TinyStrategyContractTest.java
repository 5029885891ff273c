package io.github.ibkrauth.auth.testkit.sample;

/** A strategy without a fault passes the contract. */
class TinyStrategyContractTest extends TinyContract {

  TinyStrategyContractTest() {
    super(Fault.NONE);
  }
}
