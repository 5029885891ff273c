package io.github.ibkrauth.ibkr.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.StoreOverwrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The connections in the token store, and lists of their users, since a store lists nothing. A user
 * is listed before the connection is written and until it is deleted, so that a process that ends
 * between the two leaves a name too many and none too few. Thread-safe.
 */
final class ConnectionBook {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> BINDING = Map.of("content", "connection");

  private final TokenStore store;
  private final SecretSealer sealer;
  private final String collection;

  ConnectionBook(TokenStore store, SecretSealer sealer, String collection) {
    this.store = store;
    this.sealer = sealer;
    this.collection = collection;
  }

  void save(StoredConnection connection) {
    UserId user = connection.userId();
    list(user);
    StoreKey key = user.key(collection);
    byte[] sealed = sealer.seal(key, connection.write());
    StoreOverwrite.write(store, key, version -> StoredToken.of(sealed, version, null, BINDING));
  }

  /** Lists a user, unless he is listed: a list that was damaged fills again as users come. */
  void list(UserId user) {
    change(
        user.listed(collection),
        users -> {
          users.add(user.text());
          return users;
        });
  }

  Optional<StoredConnection> find(UserId user) {
    StoreKey key = user.key(collection);
    return store
        .load(key)
        .map(
            stored ->
                StoredConnection.read(sealer.open(key, stored.sealed()))
                    .filter(connection -> connection.userId().equals(user))
                    .orElseThrow(() -> unreadable(user)));
  }

  /** Returns whether there was one. */
  boolean delete(UserId user) {
    StoreKey key = user.key(collection);
    boolean there = StoreOverwrite.present(store, key).isPresent();
    store.delete(key);
    change(
        user.listed(collection),
        users -> {
          users.remove(user.text());
          return users;
        });
    return there;
  }

  /**
   * Returns those who are listed; a few may have no connection any more.
   *
   * @throws AuthProtocolException when lists were damaged; all of them were set aside by then, so
   *     that the next call gives the others
   */
  List<UserId> users() {
    List<UserId> all = new ArrayList<>();
    AuthProtocolException damaged = null;
    for (StoreKey list : UserId.lists(collection)) {
      try {
        store.load(list).map(stored -> names(list, stored)).stream()
            .flatMap(TreeSet::stream)
            .map(UserId::new)
            .forEach(all::add);
      } catch (AuthProtocolException e) {
        damaged = e;
      }
    }
    if (damaged != null) {
      throw damaged;
    }
    return all;
  }

  private void change(StoreKey list, UnaryOperator<TreeSet<String>> edit) {
    boolean done = false;
    while (!done) {
      Optional<StoredToken> present = StoreOverwrite.present(store, list);
      TreeSet<String> before = present.map(stored -> names(list, stored)).orElseGet(TreeSet::new);
      TreeSet<String> after = edit.apply(new TreeSet<>(before));
      long version = present.map(StoredToken::version).orElse(0L);
      done =
          after.equals(before)
              || store.replace(
                  list,
                  version,
                  StoredToken.of(
                      sealer.seal(list, Secret.of(json(after))), version + 1, null, BINDING));
    }
  }

  private static String json(TreeSet<String> names) {
    ArrayNode array = JSON.createArrayNode();
    names.forEach(array::add);
    return array.toString();
  }

  private TreeSet<String> names(StoreKey list, StoredToken stored) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (JsonNode name : JSON.readTree(sealer.open(list, stored.sealed()).reveal())) {
        names.add(name.asText());
      }
      return names;
    } catch (JsonProcessingException e) {
      throw new AuthProtocolException(
          Details.of(
              AuthErrorCode.PROTOCOL,
              "The token store holds something else than a list of users under " + list + "."));
    }
  }

  private static AuthProtocolException unreadable(UserId user) {
    return new AuthProtocolException(
        Details.of(
            AuthErrorCode.PROTOCOL,
            "The token store holds something else than a connection for the "
                + user
                + ". Remove it, and let the user connect again."));
  }
}
