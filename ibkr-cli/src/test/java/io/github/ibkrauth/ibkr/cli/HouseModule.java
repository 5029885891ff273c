package io.github.ibkrauth.ibkr.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The modules, the packages that make them, and the modules each may need. */
enum HouseModule {
  AUTH_API(
      Set.of(),
      "auth",
      "auth.error..",
      "auth.http..",
      "auth.spi..",
      "auth.token..",
      "auth.store",
      "auth.time..",
      "auth.internal.."),
  AUTH_GOOGLE_HTTP(Set.of(AUTH_API), "auth.googlehttp.."),
  AUTH_KEYS(Set.of(AUTH_API), "auth.keys.."),
  AUTH_CONNECT(Set.of(AUTH_API), "auth.connect..", "auth.store.file.."),
  AUTH_OAUTH2_JWT(Set.of(AUTH_API, AUTH_GOOGLE_HTTP, AUTH_KEYS, AUTH_CONNECT), "auth.oauth2.."),
  AUTH_OAUTH1A(Set.of(AUTH_API, AUTH_GOOGLE_HTTP, AUTH_KEYS, AUTH_CONNECT), "auth.oauth1a.."),
  AUTH_GATEWAY_SESSION(Set.of(AUTH_API, AUTH_GOOGLE_HTTP), "auth.gateway"),
  AUTH_GATEWAY_LOGIN(
      Set.of(AUTH_API, AUTH_GOOGLE_HTTP, AUTH_GATEWAY_SESSION), "auth.gateway.login.."),
  AUTH_TESTKIT(Set.of(AUTH_API, AUTH_GOOGLE_HTTP), "auth.testkit.."),
  IBKR_ENDPOINTS(
      Set.of(AUTH_API, AUTH_GOOGLE_HTTP, AUTH_CONNECT),
      "ibkr",
      "ibkr.config..",
      "ibkr.endpoint..",
      "ibkr.json..",
      "ibkr.model..",
      "ibkr.ws..",
      "ibkr.internal.."),
  IBKR_CONNECTIONS(
      Set.of(AUTH_API, AUTH_GOOGLE_HTTP, AUTH_CONNECT, IBKR_ENDPOINTS), "ibkr.connect.."),
  IBKR_SIMULATOR(Set.of(), "ibkr.simulator.."),
  IBKR_CLI(
      Set.of(
          AUTH_API,
          AUTH_GOOGLE_HTTP,
          AUTH_KEYS,
          AUTH_CONNECT,
          AUTH_OAUTH2_JWT,
          AUTH_OAUTH1A,
          AUTH_GATEWAY_SESSION,
          AUTH_GATEWAY_LOGIN,
          IBKR_ENDPOINTS,
          IBKR_CONNECTIONS,
          IBKR_SIMULATOR),
      "ibkr.cli..");

  static final String ROOT = "io.github.ibkrauth";

  private final Set<HouseModule> needs;
  private final List<String> packages;

  HouseModule(Set<HouseModule> needs, String... packages) {
    this.needs = needs;
    this.packages = Arrays.stream(packages).map(name -> ROOT + "." + name).toList();
  }

  /** Returns the packages, as ArchUnit writes them. */
  String[] packages() {
    return packages.toArray(String[]::new);
  }

  /** Returns whether a class of this module may use one of that module. */
  boolean mayUse(HouseModule other) {
    return this == other || needs.contains(other);
  }

  /** Returns the module of a class of ours. */
  static HouseModule of(JavaClass type) {
    return of(type.getPackageName());
  }

  static HouseModule of(String packageName) {
    return Arrays.stream(values())
        .filter(module -> module.packages.stream().anyMatch(one -> matches(one, packageName)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the package " + packageName + " is in no module"));
  }

  private static boolean matches(String pattern, String packageName) {
    String exact = pattern.endsWith("..") ? pattern.substring(0, pattern.length() - 2) : pattern;
    return packageName.equals(exact)
        || (pattern.endsWith("..") && packageName.startsWith(exact + "."));
  }
}
