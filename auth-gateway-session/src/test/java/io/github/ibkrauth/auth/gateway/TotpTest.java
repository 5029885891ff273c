package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TotpTest {

  /** The key of RFC 6238, appendix B, in base32. */
  private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  /** RFC 6238, appendix B, the last six of eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void current_whenTheTimeIsOneOfTheRfc_isItsCode(long seconds, String code) {
    Totp.Code current = totp(KEY, at(seconds)).current();

    assertThat(current.text()).isEqualTo(code);
    assertThat(current.secondsLeft()).isEqualTo(30 - seconds % 30);
  }

  @Test
  void current_whenThereAreVectors_agrees() throws IOException {
    JsonNode vectors = vectors();
    assertThat(vectors.get("cases")).isNotEmpty();
    for (JsonNode each : vectors.get("cases")) {
      Totp totp = totp(each.get("secretBase32").textValue(), at(each.get("time").longValue()));
      assertThat(totp.current().text()).as(each.toString()).isEqualTo(each.get("code").textValue());
      assertThat(totp.current().left()).isPositive();
    }
    Set<String> codes = new HashSet<>();
    for (JsonNode spelling : vectors.get("equivalentSpellings")) {
      codes.add(totp(spelling.textValue(), at(0)).current().text());
    }
    assertThat(codes).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        " gezd-gnbv-gy3t-qojq gezd-gnbv-gy3t-qojq \n",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======",
        "otpauth://totp/Interactive%20Brokers:someone?secret=" + KEY + "&issuer=IBKR",
        "OTPAUTH://TOTP/x y?issuer=a%26b&secret=" + KEY + "&algorithm=sha1&digits=6&period=30#top",
        "otpauth://totp?Secret=gezd%20gnbv+gy3tqojqgezdgnbvgy3tqojq%3D%3D&unknown&",
      })
  void current_whenTheSecretIsSpelledOtherwise_isTheSame(String spelling) {
    assertThat(totp(spelling, at(59)).current().text()).isEqualTo("287082");
  }

  @Test
  void current_whenTheLocaleHasOtherDigits_staysWithAscii() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(totp(KEY, at(1111111109)).current().text()).isEqualTo("081804");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void current_whenCalledAgain_givesTheSameAndHandsNothingOut() {
    ManualTime time = at(0);
    Totp totp = totp(KEY, time);

    assertThat(totp.current()).isEqualTo(totp.current());
    assertThat(totp.next().text()).isEqualTo(totp.current().text());
    assertThat(time.slept()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 30", "22, 0, 8", "23, 7, 30", "29, 1, 30"})
  void next_whenLittleTimeIsLeft_waitsForTheNextStep(long second, long slept, long left) {
    ManualTime time = at(1_200 + second);

    assertThat(totp(KEY, time).next().secondsLeft()).isEqualTo(left);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(slept));
  }

  @Test
  void next_whenAMillisecondIsMissing_waits() {
    ManualTime time = ManualTime.at(Instant.ofEpochMilli(22_001));

    totp(KEY, time).next();

    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(30));
  }

  @Test
  void next_whenCalledAgain_neverGivesTheSameCode() {
    ManualTime time = at(0);
    Totp totp = totp(KEY, time);
    List<String> codes = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      Totp.Code code = totp.next();
      assertThat(code.left()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
      assertThat(code.text()).isEqualTo(totp.current().text());
      codes.add(code.text());
    }

    assertThat(codes).doesNotHaveDuplicates();
  }

  @Test
  void next_whenTheClockWasSetBack_givesOtherCodesWithoutWaitingForTheOldTime() {
    ManualTime time = at(36_000);
    Totp totp = totp(KEY, time);
    String before = totp.next().text();
    time.jumpBack(Duration.ofHours(5));

    assertThat(totp.next().text()).isNotEqualTo(before);
    assertThat(time.slept()).isEqualTo(Duration.ZERO);
  }

  @Test
  void next_whenTheThreadSleptTooLong_givesTheCodeOfNow() {
    ManualTime time = at(25);
    AuthRuntime runtime =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(duration -> time.sleep(duration.plusSeconds(100)))
            .build();
    Totp totp = Totp.of(Secret.of(KEY), runtime);

    assertThat(totp.next().text()).isEqualTo(totp.current().text());
  }

  @Test
  void next_whenTheSleeperWakesEarly_waitsOn() {
    ManualTime time = at(25);
    AuthRuntime runtime =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(duration -> time.sleep(duration.dividedBy(2).plusMillis(1)))
            .build();

    assertThat(Totp.of(Secret.of(KEY), runtime).next().secondsLeft()).isEqualTo(29);
    assertThat(time.instant()).isBefore(Instant.ofEpochSecond(31));
  }

  @Test
  void next_whenSeveralThreadsAsk_givesEachItsOwn() throws Exception {
    ManualTime time = ManualTime.withWaitingSleepers(Instant.ofEpochSecond(0));
    Totp totp = totp(KEY, time);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Totp.Code>> asked = new ArrayList<>();
      Callable<Totp.Code> ask = totp::next;
      for (int i = 0; i < 4; i++) {
        asked.add(threads.submit(ask));
      }
      while (asked.stream().anyMatch(each -> !each.isDone())) {
        long done = asked.stream().filter(Future::isDone).count();
        if (time.sleepers() + done == 4 && time.sleepers() > 0) {
          time.advance(Duration.ofSeconds(1));
        }
        Thread.yield();
      }
      Set<String> codes = new HashSet<>();
      for (Future<Totp.Code> each : asked) {
        codes.add(each.get().text());
      }
      assertThat(codes).hasSize(4);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void next_whenInterrupted_saysSoAndLeavesTheStepToOthers() {
    ManualTime time = at(25);
    Totp totp = totp(KEY, time);
    Thread.currentThread().interrupt();

    assertThatThrownBy(totp::next)
        .isInstanceOf(AuthTransportException.class)
        .hasFieldOrPropertyWithValue("code", AuthErrorCode.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    totp.next();
    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(30));
  }

  @Test
  void next_whenTheSecretIsRotated_usesTheNewOne() {
    List<String> held = new ArrayList<>(List.of("24DRVMBFMW4E3S7I"));
    ManualTime time = at(59);
    Totp totp = Totp.of(Secret.from(() -> held.get(0)), time.runtime().build());
    assertThat(totp.current().text()).isNotEqualTo("287082");

    held.set(0, KEY);

    assertThat(totp.current().text()).isEqualTo("287082");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | empty",
        "` - = ` | empty",
        "GEZDGNBVGY3TQOJ1 | character 16 of 16",
        "GEZDGNBVGY3TQOJ! | character 16 of 16",
        "GEZDGNBVGY3TQOß | character 15",
        "GEZDGNBVGY3TQOſQ | character 15",
        "gezdgnbvgy3tqoıq | character 15",
        "GEZD=GNBVGY3TQOJQ | character 5",
        "GEZDGNBVGY3TQOJ | no issuer gives fewer than 16",
        "GEZDGNBVGY3TQOJQG | which no base32 text has",
        "GEZDGNBVGY3TQOJQGEZ | which no base32 text has",
        "GEZDGNBVGY3TQOJQGEZDGN | which no base32 text has",
        "otpauth://totp/me | no parameter secret",
        "otpauth://totp/me?secret= | empty",
        "otpauth://hotp/me?secret=GEZDGNBVGY3TQOJQ&counter=1 | not of type totp",
        "otpauth://totp/me?secret=GEZDGNBVGY3TQOJQ&digits=8 | digits",
        "otpauth://totp/me?secret=GEZDGNBVGY3TQOJQ&period=60 | period",
        "otpauth://totp/me?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA256 | algorithm",
        "otpauth://totp/me?secret=GEZDGNBVGY3TQOJQ&secret=GEZDGNBVGY3TQOJQ | twice",
        "otpauth://totp/me?secret=GEZDGNBVGY3TQ%ZZ | '%'",
      })
  void of_whenTheSecretIsMalformed_refusesWithoutShowingIt(String secret, String words) {
    assertThatThrownBy(() -> totp(secret, at(0)))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining(words)
        .hasNoCause()
        .message()
        .doesNotContainIgnoringCase("GEZDGNBV")
        .endsWith(". [CONFIGURATION]");
  }

  @Test
  void of_whenTheSecretIsCutAtAByte_takesIt() {
    // 18, 20, 21 and 23 characters: what 11 to 14 bytes need.
    for (int length : new int[] {18, 20, 21, 23}) {
      assertThat(totp(KEY.substring(0, length), at(0)).current().text()).matches("[0-9]{6}");
    }
  }

  @Test
  void toString_whenCalled_showsNeitherSecretNorCode() {
    Totp totp = totp(KEY, at(59));

    assertThat(totp.toString()).isEqualTo("Totp(****)");
    assertThat(totp.current().toString()).isEqualTo("Code(******, 1 s left)");
  }

  private static ManualTime at(long seconds) {
    return ManualTime.at(Instant.ofEpochSecond(seconds));
  }

  private static Totp totp(String secret, ManualTime time) {
    return Totp.of(Secret.of(secret), time.runtime().build());
  }

  /** Returns the vectors that may lie beside the project, or skips the test. */
  private static JsonNode vectors() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolveSibling("shared").resolve("vectors").resolve("totp.json");
      if (Files.isRegularFile(file)) {
        return new JsonMapper().readTree(file.toFile());
      }
    }
    return Assumptions.abort("no totp.json beside the project");
  }
}
