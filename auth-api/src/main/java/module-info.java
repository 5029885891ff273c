/**
 * Strategies to authenticate, chosen at run time; sessions, request signing, token cache,
 * configuration.
 */
module io.github.ibkrauth.auth {
  requires static transitive org.jspecify;

  exports io.github.ibkrauth.auth;
  exports io.github.ibkrauth.auth.error;
  exports io.github.ibkrauth.auth.http;
  exports io.github.ibkrauth.auth.spi;
  exports io.github.ibkrauth.auth.store;
  exports io.github.ibkrauth.auth.time;
  exports io.github.ibkrauth.auth.token;

  uses io.github.ibkrauth.auth.spi.AuthStrategyProvider;
  uses io.github.ibkrauth.auth.spi.ConfigLoader;
}
