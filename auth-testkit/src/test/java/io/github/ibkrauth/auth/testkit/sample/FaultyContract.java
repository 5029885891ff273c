package io.github.ibkrauth.auth.testkit.sample;

/** The contract for a strategy with a fault; run by a launcher only. */
class FaultyContract extends TinyContract {

  static volatile Fault current = Fault.NONE;

  FaultyContract() {
    super(current);
  }
}
