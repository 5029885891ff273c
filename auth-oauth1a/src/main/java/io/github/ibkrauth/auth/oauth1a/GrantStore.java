package io.github.ibkrauth.auth.oauth1a;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.GrantKey;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.StoreOverwrite;
import java.util.Map;
import java.util.Optional;

/** One grant in the token store that the application lends. Thread-safe. */
final class GrantStore {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOKEN = "access_token";
  private static final String SECRET = "access_token_secret";
  private static final String PAPER = "is_paper";

  private final TokenStore store;
  private final SecretSealer sealer;
  private final StoreKey key;

  private GrantStore(TokenStore store, SecretSealer sealer, StoreKey key) {
    this.store = store;
    this.sealer = sealer;
    this.key = key;
  }

  /** Returns the grant's place, if the application lends a store and a sealer. */
  static Optional<GrantStore> of(Settings settings, AuthRuntime runtime) {
    Optional<SecretSealer> sealer = runtime.service(SecretSealer.class);
    return runtime
        .service(TokenStore.class)
        .filter(store -> sealer.isPresent())
        .map(store -> new GrantStore(store, sealer.orElseThrow(), key(settings)));
  }

  Optional<AccessGrant> load() {
    return store.load(key).map(stored -> parse(sealer.open(key, stored.sealed())));
  }

  /** Writes the grant over whatever is there. */
  void save(AccessGrant grant) {
    ObjectNode json = JSON.createObjectNode();
    json.put(TOKEN, grant.accessToken().reveal());
    json.put(SECRET, grant.accessTokenSecret().reveal());
    grant.paper().ifPresent(paper -> json.put(PAPER, paper));
    byte[] sealed = sealer.seal(key, Secret.of(json.toString()));
    StoreOverwrite.write(
        store,
        key,
        version -> StoredToken.of(sealed, version, null, Map.of("strategy", OAuth1aProvider.ID)));
  }

  void delete() {
    store.delete(key);
  }

  private static AccessGrant parse(Secret secret) {
    try {
      JsonNode json = JSON.readTree(secret.reveal());
      if (json.path(TOKEN).isTextual() && json.path(SECRET).isTextual()) {
        return new AccessGrant(
            Secret.of(json.get(TOKEN).textValue()),
            Secret.of(json.get(SECRET).textValue()),
            json.path(PAPER).isBoolean() ? json.get(PAPER).booleanValue() : null);
      }
    } catch (JsonProcessingException e) {
      // Told below, without what it quotes.
    }
    throw new AuthProtocolException(
        Details.of(
                AuthErrorCode.PROTOCOL,
                "What the token store holds for this grant is not an access token. Delete it with"
                    + " ThirdPartyGrant.forget(), and let the user agree again.")
            .withStrategy(OAuth1aProvider.ID));
  }

  private static StoreKey key(Settings settings) {
    return GrantKey.of(
        OAuth1aProvider.ID,
        Origin.of(settings.endpoints().base()),
        settings.consumerKey(),
        settings.grant());
  }
}
