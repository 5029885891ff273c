package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.LoopbackReceiver;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.store.file.MemoryTokenStoreProvider;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.connect.Connections;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a person agree in the browser, and stores the connection for the profile. */
@Command(
    name = "connect",
    description = "Agree in the browser that this program acts for you.",
    footer = {
      "",
      "The settings must be those of an application whose users connect: the grant",
      "authorization-code of oauth2-jwt, or a third party's consumer of oauth1a. The",
      "connection is stored sealed for the profile, and later commands use it."
    })
final class ConnectCommand implements Callable<Integer> {

  private static final String REDIRECT_URI = "redirect-uri";

  /** How strategies call the address that browsers come back to. */
  private static final Set<String> CALLBACKS = Set.of(REDIRECT_URI, "callback");

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(names = "--no-browser", description = "Print the page's address, and open nothing.")
  private boolean noBrowser;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "300",
      description = "Wait so many seconds for the answer (default: ${DEFAULT-VALUE}).")
  private int seconds;

  ConnectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seconds < 1) {
      throw CommandFailure.usage("--timeout must be one second or more, not " + seconds + ".");
    }
    AuthConfig config = invocation.settings().load();
    AuthStrategies strategies = Connection.catalogue(config);
    ConnectFlows flows = ConnectFlows.of(strategies);
    if (!flows.offers(config)) {
      try (AuthRuntime runtime = AuthRuntime.system()) {
        // Says what is missing.
        flows.open(config, runtime).close();
      }
    }
    checkThatItLasts(config);
    ConfigKey<String> callback = callback(strategies.chosen(config));
    try (AuthRuntime own = invocation.runtime();
        LoopbackReceiver receiver = listen(config, callback, own)) {
      AuthConfig stored = invocation.profileStore().withStore(config);
      AuthRuntime runtime = TokenStores.discover().lend(stored, own);
      AuthConfig listening =
          stored.with(
              "the port that this program listens on",
              Map.of(config.spelling(callback), receiver.redirectUri().toString()));
      try (ConnectFlow flow = flows.open(listening, runtime);
          Connections connections = ProfileStore.open(stored, runtime)) {
        var connection = agree(flow, receiver, own.clock());
        connections.add(withAddress(connection, config.spelling(callback), receiver));
        return invocation.answer(answer(config, connection.strategyId()));
      }
    }
  }

  private io.github.ibkrauth.auth.connect.Connection agree(
      ConnectFlow flow, LoopbackReceiver receiver, InstantSource clock)
      throws InterruptedException {
    String profile = invocation.profile();
    ConnectRequest request = flow.begin(profile);
    URI page = request.authorizeUri();
    boolean opened = !noBrowser && invocation.browser().open(page);
    invocation
        .question()
        .show(opened ? "Log in and agree in the browser, at" : "Log in and agree at");
    invocation.question().show(page.toString());
    invocation.printer().progress("Waiting for the browser to come back ...");
    OwnCallback callback = new OwnCallback(flow, profile);
    receiver.await(callback, patience(request, clock));
    return callback.result();
  }

  /** After the page has expired, no callback is taken any more. */
  private Duration patience(ConnectRequest request, InstantSource clock) {
    Duration wanted = Duration.ofSeconds(seconds);
    Duration left = Duration.between(clock.instant(), request.expiresAt());
    return wanted.compareTo(left) < 0 ? wanted : left;
  }

  /** What only this process remembered would be gone before the next command. */
  private static void checkThatItLasts(AuthConfig config) {
    if (config.find(TokenStoreKeys.KIND).equals(Optional.of(MemoryTokenStoreProvider.ID))) {
      throw CommandFailure.usage(
          config.spelling(TokenStoreKeys.KIND)
              + " is "
              + MemoryTokenStoreProvider.ID
              + ", which ends with this command: set it to file, or leave it out for the store of"
              + " this program.");
    }
  }

  /** A flow is opened again to revoke the connection, and port 0 is no address to open one with. */
  private static io.github.ibkrauth.auth.connect.Connection withAddress(
      io.github.ibkrauth.auth.connect.Connection made, String name, LoopbackReceiver receiver) {
    Map<String, String> settings = new HashMap<>(made.settings());
    settings.put(name, receiver.redirectUri().toString());
    return new io.github.ibkrauth.auth.connect.Connection(
        made.userId(), made.strategyId(), made.connectedAt(), settings);
  }

  private Answer answer(AuthConfig config, String strategyId) {
    String profile = invocation.profile();
    String place = invocation.profileStore().place(config);
    ObjectNode node = Json.object();
    node.put("profile", profile);
    node.put("strategy", strategyId);
    node.put("store", place);
    return Answer.of(
        node,
        List.of(
            "Connected by " + strategyId + ", stored sealed for the profile " + profile + ".",
            "Commands with this profile use it from now on; ibkr connections remove ends it."));
  }

  private LoopbackReceiver listen(
      AuthConfig config, ConfigKey<String> callback, AuthRuntime runtime) {
    String name = config.spelling(callback);
    String address =
        config.find(callback).orElseThrow(() -> CommandFailure.usage(config.missing(callback)));
    if (!LoopbackReceiver.isLoopback(address)) {
      throw CommandFailure.usage(
          name
              + " must be an address on this computer, such as http://127.0.0.1:8765/callback, for"
              + " the browser to come back to this program.");
    }
    if (!mayHaveAnyPort(callback) && URI.create(address).getPort() == 0) {
      throw CommandFailure.usage(
          name
              + " has port 0, and the server sends browsers to the registered port only: set the"
              + " address that is registered.");
    }
    return LoopbackReceiver.open(address, name, runtime);
  }

  /** OAuth 2.0 tells the server the port with each request (RFC 8252, section 7.3). */
  private static boolean mayHaveAnyPort(ConfigKey<String> callback) {
    return callback.name().endsWith(REDIRECT_URI);
  }

  /** Returns the setting under which the strategy is told where browsers come back to. */
  private static ConfigKey<String> callback(AuthStrategyProvider provider) {
    Optional<ConfigKey<?>> declared =
        provider.configSpec().keys().stream()
            .filter(key -> CALLBACKS.contains(key.name().replaceFirst("^.*\\.", "")))
            .findFirst();
    return ConfigKey.text(
        declared
            .map(ConfigKey::name)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "The strategy "
                            + provider.id()
                            + " has no setting for the address that browsers come back to.")));
  }
}
