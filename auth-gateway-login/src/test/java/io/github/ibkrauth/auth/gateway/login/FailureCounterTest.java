package io.github.ibkrauth.auth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCounterTest {

  private static final Instant START = Instant.parse("2026-07-01T14:00:00Z");
  private static final Secret ALICE = Secret.of("alice1234");
  private static final Secret BOB = Secret.of("bob5678");

  @TempDir Path directory;
  private final ManualTime time = ManualTime.at(START);

  private FailureCounter counter() {
    return new FailureCounter(directory.resolve("state"), time);
  }

  @Test
  void count_whenReadByAnotherObject_hasSurvived() {
    counter().count(ALICE);
    time.advance(Duration.ofMinutes(1));
    counter().count(ALICE);

    FailedLogins failed = counter().of(ALICE);

    assertThat(failed.count()).isEqualTo(2);
    assertThat(failed.last()).contains(START.plusSeconds(60));
    assertThat(failed.heldBack()).isFalse();
    assertThat(counter().of(BOB)).isEqualTo(FailedLogins.NONE);
  }

  @Test
  void count_whenThreeTimes_holdsThatUserBackAndNoOther() {
    for (int i = 0; i < 3; i++) {
      counter().count(ALICE);
    }
    counter().count(BOB);

    assertThat(counter().of(ALICE).heldBack()).isTrue();
    assertThat(counter().of(BOB).heldBack()).isFalse();
  }

  @Test
  void reset_whenOneUserSucceeds_leavesTheOthers() {
    counter().count(ALICE);
    counter().count(BOB);

    counter().reset(ALICE);

    assertThat(counter().of(ALICE).count()).isZero();
    assertThat(counter().of(BOB).count()).isEqualTo(1);
  }

  @Test
  void takeBack_whenCountedTwice_leavesOne() {
    counter().count(ALICE);
    counter().count(ALICE);

    counter().takeBack(ALICE);

    assertThat(counter().of(ALICE).count()).isEqualTo(1);
    counter().takeBack(ALICE);
    counter().takeBack(ALICE);
    assertThat(counter().of(ALICE).count()).isZero();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_whenWritten_isThePrivateOneOfItsOwnerAndNamesNobody() throws IOException {
    counter().count(ALICE);

    Path file = counter().file();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(file)).doesNotContain("alice");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "abc x 2026-07-01T14:00:00Z", "abc 1 yesterday", "abc -1 x"})
  void of_whenTheFileIsDamaged_refusesUntilReset(String line) throws IOException {
    counter().count(ALICE);
    Files.writeString(counter().file(), line + "\n");

    assertThatThrownBy(() -> counter().of(ALICE))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("--reset-failures");
    assertThatThrownBy(() -> counter().count(ALICE)).isInstanceOf(AuthConfigurationException.class);

    counter().resetAll();
    assertThat(counter().of(ALICE).count()).isZero();
  }

  @Test
  void count_whenTheFolderCannotBeMade_refuses() throws IOException {
    Files.writeString(directory.resolve("state"), "a file in the way");

    assertThatThrownBy(() -> counter().count(ALICE))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void lock_whenHeld_isGivenToNobodyElse() {
    try (LoginLock first = LoginLock.take(directory).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(LoginLock.take(directory)).isEmpty();
    }
    LoginLock.take(directory).orElseThrow().close();
  }
}
