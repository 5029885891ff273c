package io.github.ibkrauth.ibkr.cli;

/** What keeps a gateway from serving, and what each command ends with then. */
enum GatewayTrouble {
  /** Nothing listens. */
  REFUSED_PORT(ExitCode.GATEWAY_DOWN, "GATEWAY_DOWN", "connections") {
    @Override
    void happen(GatewayFixture at) {
      at.gateway().stop();
    }
  },
  /** Requests are taken and never answered. */
  SILENT(ExitCode.UPSTREAM_DOWN, "UPSTREAM_DOWN", "") {
    @Override
    void happen(GatewayFixture at) {
      at.gateway().upstreamDown(true);
    }
  },
  /** The list of allowed addresses keeps the caller out. */
  DENIED(ExitCode.ACCESS_DENIED, "ACCESS_DENIED", "ips") {
    @Override
    void happen(GatewayFixture at) {
      at.gateway().denyCaller(true);
    }
  },
  /** Nobody is logged in. */
  NOT_LOGGED_IN(ExitCode.HUMAN_NEEDED, "LOGIN_REQUIRED", "/sso/Login") {
    @Override
    void happen(GatewayFixture at) {
      at.gateway().logOut();
    }
  },
  /** The broker has trouble. */
  SERVER_TROUBLE(ExitCode.SERVER_TROUBLE, "UNAVAILABLE", "503") {
    @Override
    void happen(GatewayFixture at) {
      at.simulator().faults().on("*", "/v1/api/**").always().status(503);
    }
  },
  /** Another certificate than the one that was seen first. */
  CHANGED_CERTIFICATE(ExitCode.SERVER_TROUBLE, "CERTIFICATE_", "certificate") {
    @Override
    void happen(GatewayFixture at) {
      at.run("gateway pin");
      at.gateway().restartWithNewCertificate();
      at.gateway().logIn();
    }
  },
  /** A server that speaks plain HTTP. */
  PLAIN_HTTP(ExitCode.SERVER_TROUBLE, "NOT_", "without TLS") {
    @Override
    void happen(GatewayFixture at) {
      at.url("https://localhost:" + at.simulator().baseUri().getPort());
    }
  };

  private final int exitCode;
  private final String code;
  private final String words;

  GatewayTrouble(int exitCode, String code, String words) {
    this.exitCode = exitCode;
    this.code = code;
    this.words = words;
  }

  /** Brings it about, where somebody has logged in. */
  abstract void happen(GatewayFixture at);

  int exitCode() {
    return exitCode;
  }

  /** Returns how the error code begins. */
  String code() {
    return code;
  }

  /** Returns what the sentence holds. */
  String words() {
    return words;
  }
}
