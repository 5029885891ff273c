package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.KEY;
import static io.github.ibkrauth.auth.store.file.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenStoreTest {

  @TempDir(factory = MemoryFolder.class)
  Path temporary;

  private final ManualTime time = ManualTime.at(NOON);
  private final SealingKeys keys = Samples.keys(Samples.FIRST_KEY);

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void files_whenMade_areTheOwnersOnly() throws IOException {
    Path folder = temporary.resolve("deep/store");
    store(folder).replace(KEY, 0, Samples.token(keys, 1, "value"));
    store(folder).tryLease(KEY, Duration.ofMinutes(1), "me");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSizeGreaterThan(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void files_whenRead_showNeitherTokenNorHolder() throws IOException {
    StoreKey user = new StoreKey("oauth1a", "host", "fingerprint-of-a-user");
    byte[] sealed = keys.seal(user, Secret.of("the-token-itself"));
    store(temporary).replace(user, 0, StoredToken.of(sealed, 1, null, Map.of()));

    String name = Samples.files(temporary).get(0);
    byte[] bytes = Files.readAllBytes(temporary.resolve(name));
    assertThat(name).doesNotContain("fingerprint").doesNotContain("oauth1a");
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("the-token-itself");
  }

  @Test
  void load_whenStoreIsOpenedAnew_givesWhatWasWritten() {
    StoredToken token = Samples.token(keys, 1, "value", NOON.plusSeconds(60));
    assertThat(store(temporary).replace(KEY, 0, token)).isTrue();

    assertThat(store(temporary).load(KEY)).contains(token);
    assertThat(store(temporary).keys()).containsExactly(KEY);
  }

  @Test
  void load_whenTokenHasExpired_givesNothingAndRemovesTheFile() {
    store(temporary).replace(KEY, 0, Samples.token(keys, 1, "value", NOON.plusSeconds(60)));

    time.advance(Duration.ofSeconds(60));

    assertThat(store(temporary).load(KEY)).isEmpty();
    assertThat(Samples.files(temporary)).isEmpty();
  }

  @Test
  void load_whenFileIsUnderAnotherKeysName_setsItAside() throws IOException {
    FileTokenStore store = store(temporary);
    store.replace(KEY, 0, Samples.token(keys, 1, "value"));
    StoreKey other = new StoreKey("oauth1a", "localhost-5000", "other");
    Path moved = temporary.resolve(StoreFolder.name(other) + StoreFolder.TOKEN);
    Files.move(Samples.tokenFile(temporary), moved);

    assertThatThrownBy(() -> store.load(other))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining("belongs to another key")
        .hasMessageEndingWith("[STORE_DAMAGED]");
    assertThat(store.load(other)).isEmpty();
    assertThat(moved.resolveSibling(moved.getFileName() + ".damaged-1")).exists();
  }

  @Test
  void load_whenFolderIsGone_saysSoInsteadOfNothing() throws IOException {
    Path folder = temporary.resolve("store");
    FileTokenStore store = store(folder);
    Files.delete(folder);

    assertThatThrownBy(() -> store.load(KEY))
        .isInstanceOf(AuthTransportException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageEndingWith("[STORE_UNAVAILABLE]");
  }

  @Test
  void open_whenPlaceIsAFile_saysSo() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> store(file))
        .isInstanceOf(AuthTransportException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void replace_whenFileIsDamaged_setsItAsideAndWrites() throws IOException {
    FileTokenStore store = store(temporary);
    store.replace(KEY, 0, Samples.token(keys, 1, "old"));
    Files.writeString(Samples.tokenFile(temporary), "rubbish");

    assertThat(store.replace(KEY, 0, Samples.token(keys, 1, "new"))).isTrue();

    assertThat(value(store)).isEqualTo("new");
    assertThat(Samples.files(temporary))
        .contains(Samples.tokenFile(temporary).getFileName() + ".damaged-1");
  }

  @Test
  void load_whenDamagedTwice_keepsBothFiles() throws IOException {
    FileTokenStore store = store(temporary);
    for (int i = 1; i <= 2; i++) {
      Files.writeString(Samples.tokenFile(temporary), "rubbish " + i);
      assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(AuthProtocolException.class);
    }

    String name = Samples.tokenFile(temporary).getFileName().toString();
    assertThat(temporary.resolve(name + ".damaged-1")).hasContent("rubbish 1");
    assertThat(temporary.resolve(name + ".damaged-2")).hasContent("rubbish 2");
  }

  @Test
  void load_whenKeyIsUnknown_leavesTheFileAlone() {
    store(temporary).replace(KEY, 0, Samples.token(keys, 1, "value"));
    FileTokenStore other = store(temporary, Samples.keys(Samples.SECOND_KEY));

    assertThatThrownBy(() -> other.load(KEY))
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining(keys.keyIds().get(0))
        .hasMessageEndingWith("[SEALING_KEY_UNKNOWN]");

    assertThat(value(store(temporary))).isEqualTo("value");
  }

  @Test
  void rotate_whenAnOlderKeySealed_sealsAnewSoThatTheOldKeyMayGo() {
    store(temporary).replace(KEY, 0, Samples.token(keys, 1, "value", NOON.plusSeconds(60)));
    FileTokenStore both = store(temporary, Samples.keys(Samples.SECOND_KEY, Samples.FIRST_KEY));

    assertThat(both.rotate()).isEqualTo(new FileTokenStore.Rotation(1, 0, List.of()));
    assertThat(both.rotate()).isEqualTo(new FileTokenStore.Rotation(0, 1, List.of()));

    SealingKeys second = Samples.keys(Samples.SECOND_KEY);
    StoredToken token = store(temporary, second).load(KEY).orElseThrow();
    assertThat(token.version()).isEqualTo(2);
    assertThat(token.expiresAt()).contains(NOON.plusSeconds(60));
    assertThat(token.binding()).containsEntry("strategy", "oauth1a");
    assertThat(second.open(KEY, token.sealed()).reveal()).isEqualTo("value");
  }

  @Test
  void rotate_whenAKeyIsMissing_namesTheFileAndGoesOn() {
    store(temporary).replace(KEY, 0, Samples.token(keys, 1, "value"));
    FileTokenStore second = store(temporary, Samples.keys(Samples.SECOND_KEY));

    FileTokenStore.Rotation rotation = second.rotate();

    assertThat(rotation.resealed()).isZero();
    assertThat(rotation.problems())
        .singleElement()
        .asString()
        .contains(Samples.tokenFile(temporary).getFileName().toString(), "SEALING_KEY_UNKNOWN");
  }

  @Test
  void lease_whenTakenAgain_growsTheFenceAcrossStores() {
    Lease first = store(temporary).tryLease(KEY, Duration.ofMinutes(1), "one").orElseThrow();
    assertThat(store(temporary).tryLease(KEY, Duration.ofMinutes(1), "two")).isEmpty();

    time.advance(Duration.ofMinutes(1));
    assertThat(first.held()).isFalse();
    Lease second = store(temporary).tryLease(KEY, Duration.ofMinutes(1), "two").orElseThrow();
    first.close();

    assertThat(second.held()).as("given back by its owner only").isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
    second.close();
    assertThat(second.held()).isFalse();
    Lease third = store(temporary).tryLease(KEY, Duration.ofMinutes(1), "three").orElseThrow();
    assertThat(third.fence()).isGreaterThan(second.fence());
  }

  @Test
  void lease_whenItsFileIsDamaged_saysSoOnceAndGoesOnAbove() throws IOException {
    FileTokenStore store = store(temporary);
    Lease lost = store.tryLease(KEY, Duration.ofMinutes(1), "me").orElseThrow();
    time.advance(Duration.ofSeconds(1));
    Files.writeString(temporary.resolve(StoreFolder.name(KEY) + StoreFolder.LEASE), "rubbish");

    assertThat(lost.held()).isFalse();
    assertThatThrownBy(() -> store.tryLease(KEY, Duration.ofMinutes(1), "me"))
        .isInstanceOf(AuthException.class)
        .hasMessageEndingWith("[STORE_DAMAGED]");
    assertThat(store.tryLease(KEY, Duration.ofMinutes(1), "me").orElseThrow().fence())
        .isGreaterThan(lost.fence());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomOperations_whenCompared_behaveLikeTheStoreInMemory(long seed) {
    Random random = new Random(seed);
    List<StoreKey> all = List.of(KEY, new StoreKey("a", "b", ".."), new StoreKey("a", "B", ".."));
    TokenStore model = TokenStore.inMemory(time);
    FileTokenStore store = store(temporary);
    Map<StoreKey, Lease> expected = new HashMap<>();
    Map<StoreKey, Lease> actual = new HashMap<>();
    Map<StoreKey, Long> fences = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      StoreKey key = all.get(random.nextInt(all.size()));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          long version = model.load(key).map(StoredToken::version).orElse(0L);
          long claimed = random.nextInt(4) == 0 ? random.nextInt(5) : version;
          boolean ends = random.nextBoolean();
          StoredToken next =
              Samples.token(
                  keys,
                  claimed + 1,
                  "value " + i,
                  ends ? time.instant().plusSeconds(random.nextInt(90)) : null);
          assertThat(store.replace(key, claimed, next))
              .isEqualTo(model.replace(key, claimed, next));
        }
        case 3 -> {
          model.delete(key);
          store.delete(key);
        }
        case 4 -> {
          Duration ttl = Duration.ofSeconds(1 + random.nextInt(60));
          Optional<Lease> wanted = model.tryLease(key, ttl, "me");
          Optional<Lease> got = store.tryLease(key, ttl, "me");
          assertThat(got.isPresent()).isEqualTo(wanted.isPresent());
          wanted.ifPresent(lease -> expected.put(key, lease));
          got.ifPresent(
              lease -> {
                assertThat(lease.fence()).isGreaterThan(fences.getOrDefault(key, 0L));
                fences.put(key, lease.fence());
                actual.put(key, lease);
              });
        }
        case 5 -> {
          if (expected.containsKey(key)) {
            expected.get(key).close();
            actual.get(key).close();
          }
        }
        case 6 -> time.advance(Duration.ofSeconds(random.nextInt(40)));
        default -> store = store(temporary);
      }
      List<StoreKey> present = new ArrayList<>();
      for (StoreKey each : all) {
        assertThat(store.load(each)).as("step %d of %s", i, each).isEqualTo(model.load(each));
        model.load(each).ifPresent(token -> present.add(each));
        if (expected.containsKey(each)) {
          assertThat(actual.get(each).held()).isEqualTo(expected.get(each).held());
        }
      }
      assertThat(store.keys()).containsExactlyInAnyOrderElementsOf(present);
    }
  }

  @Test
  void replace_whenThreadsOfTwoStoresRace_losesNoUpdate() throws Exception {
    int threads = 4;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      FileTokenStore store = FileTokenStore.open(temporary, keys, AuthRuntime.system());
      pool.execute(
          () -> {
            for (int i = 0; i < each; i++) {
              StoreWriter.increment(store, keys);
            }
            done.countDown();
          });
    }

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();
    assertThat(value(store(temporary))).isEqualTo(String.valueOf(threads * each));
    assertThat(store(temporary).load(KEY).orElseThrow().version()).isEqualTo(threads * each);
  }

  private String value(TokenStore store) {
    return keys.open(KEY, store.load(KEY).orElseThrow().sealed()).reveal();
  }

  private FileTokenStore store(Path folder) {
    return store(folder, keys);
  }

  private FileTokenStore store(Path folder, SealingKeys sealer) {
    return FileTokenStore.open(folder, sealer, time.runtime().build());
  }
}
