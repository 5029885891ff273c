package com.example.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus;
import io.github.ibkrauth.ibkr.connect.Connections;
import io.github.ibkrauth.ibkr.connect.ManualResult;
import io.github.ibkrauth.ibkr.model.Account;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All that this application asks of the library. A user is whoever is signed in here. */
public final class IbkrAccess implements AutoCloseable {

  private final ConnectFlow flow;
  private final Connections connections;
  private final Map<String, List<String>> accountIds = new ConcurrentHashMap<>();

  /**
   * Opens the token store, and connects nobody yet.
   *
   * @param config this application's settings
   * @param runtime closed by the caller
   */
  public IbkrAccess(AuthConfig config, AuthRuntime runtime) {
    AuthRuntime lending = TokenStores.discover().lend(config, runtime);
    this.flow = ConnectFlows.discover().open(config, lending);
    this.connections = Connections.builder(config).runtime(lending).build();
  }

  /** The user pressed the button: returns the page at IBKR to send the browser to. */
  URI begin(String user) {
    return flow.begin(user).authorizeUri();
  }

  /** The browser came back, with this query. */
  void complete(String user, String query) {
    connections.add(flow.complete(user, query));
    accountIds.remove(user);
  }

  /** The user gave credentials of their own; they are stored if they work. */
  ManualResult add(String user, String fileName, String credentials) {
    ManualResult result = connections.addFile(user, fileName, credentials);
    if (result.stored()) {
      accountIds.remove(user);
    }
    return result;
  }

  /** Returns where the user's connection stands, if there is one. */
  Optional<ConnectionStatus> status(String user) {
    return connections.find(user);
  }

  /** Returns the user's accounts, each with what it is worth; logs in at IBKR when needed. */
  List<String> accounts(String user) {
    return connections.use(
        user,
        ibkr -> {
          List<String> ids = idsOf(user, ibkr);
          return ids.stream()
              .map(id -> id + ": " + ibkr.portfolio().summary(id).netLiquidation())
              .toList();
        });
  }

  /** The list of accounts may be asked for once in five seconds: it is asked for once. */
  private List<String> idsOf(String user, IbkrClient ibkr) {
    List<String> known = accountIds.get(user);
    if (known == null) {
      known = ibkr.portfolio().accounts().stream().map(Account::id).toList();
      accountIds.put(user, known);
    }
    return known;
  }

  /** Forgets the user's connection, and revokes it at IBKR where that is possible. */
  void disconnect(String user) {
    accountIds.remove(user);
    connections.remove(user);
  }

  /** Closes what is open; connections stay stored. */
  @Override
  public void close() {
    connections.close();
    flow.close();
  }
}
