package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.FIRST_KEY;
import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoresTest {

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final AuthRuntime runtime = ManualTime.at(Samples.NOON).runtime().build();
  private final TokenStores stores = TokenStores.discover();

  @Test
  void ids_whenDiscovered_areFileAndMemory() {
    assertThat(stores.ids()).containsExactly("file", "memory");
  }

  @Test
  void lend_whenNoStoreIsWanted_isTheSameRuntime() {
    assertThat(stores.lend(config(Map.of()), runtime)).isSameAs(runtime);
  }

  @Test
  void lend_whenFile_lendsAStoreThatTheNextProcessReads() {
    AuthConfig config =
        config(
            Map.of(
                "ibkr.auth.store.kind", "file",
                "ibkr.auth.store.path", folder.resolve("store").toString(),
                "ibkr.auth.store.key", FIRST_KEY.reveal()));
    AuthRuntime first = stores.lend(config, runtime);
    SecretSealer sealer = first.service(SecretSealer.class).orElseThrow();
    first.service(TokenStore.class).orElseThrow().replace(KEY, 0, Samples.token(sealer, 1, "v"));

    AuthRuntime second = stores.lend(config, runtime);

    byte[] sealed = second.service(TokenStore.class).orElseThrow().load(KEY).orElseThrow().sealed();
    assertThat(second.service(SecretSealer.class).orElseThrow().open(KEY, sealed))
        .isEqualTo(Secret.of("v"));
    assertThat(second.clock()).isSameAs(runtime.clock());
  }

  @Test
  void lend_whenMemory_needsNoKey() {
    AuthRuntime lending = stores.lend(config(Map.of("ibkr.auth.store.kind", "memory")), runtime);

    assertThat(lending.service(TokenStore.class)).isPresent();
    assertThat(lending.service(SecretSealer.class)).isPresent();
  }

  @Test
  void lend_whenTheApplicationLendsItsOwn_leavesIt() {
    TokenStore own = TokenStore.inMemory(runtime.clock());
    AuthRuntime withOwn = runtime.lending(TokenStore.class, own);

    AuthRuntime lending = stores.lend(config(Map.of("ibkr.auth.store.kind", "memory")), withOwn);

    assertThat(lending).isSameAs(withOwn);
  }

  @Test
  void lend_whenKindIsUnknown_namesTheKnownOnes() {
    AuthConfig config = config(Map.of("ibkr.auth.store.kind", "redis"));

    assertThatThrownBy(() -> stores.lend(config, runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.store.kind names the kind of store redis")
        .hasMessageContaining("There are: file, memory.")
        .hasMessageContaining("add it as a dependency");
    assertThat(stores.problems(config(Map.of("ibkr.auth.store.kind", "fiel")), runtime))
        .singleElement()
        .asString()
        .contains("Did you mean file?");
  }

  @Test
  void lend_whenMuchIsWrong_tellsAllOfIt() {
    AuthConfig config =
        config(Map.of("ibkr.auth.store.kind", "file", "ibkr.auth.store.pth", "/tmp/x"));

    assertThatThrownBy(() -> stores.lend(config, runtime))
        .isInstanceOfSatisfying(
            AuthConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .anyMatch(text -> text.startsWith("ibkr.auth.store.path is missing"))
                    .anyMatch(text -> text.startsWith("ibkr.auth.store.key is missing"))
                    .anyMatch(text -> text.contains("ibkr.auth.store.pth is unknown"))
                    .hasSize(3));
  }

  private static AuthConfig config(Map<String, String> values) {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", values).build();
  }
}
