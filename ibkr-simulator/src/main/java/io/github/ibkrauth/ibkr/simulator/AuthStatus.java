package io.github.ibkrauth.ibkr.simulator;

/** The flags of a brokerage session as one login sees them. */
record AuthStatus(
    boolean authenticated, boolean established, boolean competing, boolean connected) {}
