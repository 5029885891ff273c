package com.example.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Runs the application on loopback, with the settings of the working directory. */
public final class Main {

  private static final String PASSWORD = "CONNECT_APP_PASSWORD";

  private Main() {}

  /**
   * Serves until the process is ended. Everybody signs in with the password of the environment
   * variable {@code CONNECT_APP_PASSWORD}: the place of a real login.
   *
   * @param args the port, 8080 when there is none; after it {@code https} when browsers come that
   *     way, through a proxy
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] password =
        Objects.requireNonNull(System.getenv(PASSWORD), PASSWORD + " is not set")
            .getBytes(StandardCharsets.UTF_8);
    AppUsers users =
        (user, given) ->
            !user.isBlank()
                && MessageDigest.isEqual(password, given.getBytes(StandardCharsets.UTF_8));
    int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
    boolean https = args.length > 1 && args[1].equals("https");
    try (AuthRuntime runtime = AuthRuntime.system();
        IbkrAccess ibkr = new IbkrAccess(AuthConfig.load(), runtime);
        ConnectApp app =
            new ConnectApp(ConnectApp.listen(port), users, ibkr, InstantSource.system(), https)) {
      System.out.println(app + " listens on http://127.0.0.1:" + port);
      new CountDownLatch(1).await();
    }
  }
}
