package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.simulator.Spell.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeatherTest {
  private static final Instant START = Instant.parse("2026-07-01T14:00:00Z");

  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  private IbkrSimulator simulator;
  private TestClient client;

  @BeforeEach
  void start() {
    simulator = IbkrSimulator.builder().clock(clock).announceSilence(true).start();
    client = new TestClient(simulator);
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  /** Lets one kind happen often, and returns its first spell, with the clock set to its begin. */
  private Spell first(Kind kind) {
    Climate climate = Climate.calm().with(kind, 1000);
    Spell spell = simulator.weather().begin(climate, 7, Duration.ofHours(1)).get(0);
    clock.set(spell.from());
    return spell;
  }

  private int tickle(String token) {
    return client.post("/v1/api/tickle", token).statusCode();
  }

  @Test
  void begin_whenTheSeedIsTheSame_drawsTheSame() {
    Weather weather = simulator.weather();
    List<Spell> one = weather.begin(Climate.rough(), 42, Duration.ofDays(30));
    assertThat(weather.begin(Climate.rough(), 42, Duration.ofDays(30))).isEqualTo(one);
    assertThat(weather.begin(Climate.rough(), 43, Duration.ofDays(30))).isNotEqualTo(one);
    assertThat(one).isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
    Set<Kind> kinds = one.stream().map(Spell::kind).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    long errors = one.stream().filter(spell -> spell.kind() == Kind.SERVER_ERROR).count();
    assertThat(errors).isBetween(180L, 300L);
    assertThat(one)
        .allMatch(spell -> spell.from().isBefore(START.plus(Duration.ofDays(30))))
        .allMatch(spell -> !spell.until().isBefore(spell.from()));
    weather.end();
    assertThat(weather.spells()).isEmpty();
  }

  @Test
  void with_whenTheFrequencyIsNoNumberOfTimes_isRefused() {
    for (double perDay : new double[] {-1, Double.NaN, 10_001}) {
      assertThatThrownBy(() -> Climate.calm().with(Kind.CUT, perDay))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Climate.calm().with(Kind.CUT, 3).perDay(Kind.CUT)).isEqualTo(3);
    assertThat(Climate.calm().perDay(Kind.CUT)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"UNAUTHORIZED, 401", "GONE, 410", "SILENCE, 599"})
  void next_whenOneRequestIsMeant_meetsOnlyThat(Kind kind, int status) {
    String token = client.ssoToken();
    first(kind);
    assertThat(tickle(token)).isEqualTo(status);
    assertThat(simulator.availability().isUpFor("oauth2-jwt")).isTrue();
    assertThat(tickle(token)).isEqualTo(200);
  }

  @Test
  void next_whenTheServerErrs_answersInTheFives() {
    String token = client.ssoToken();
    first(Kind.SERVER_ERROR);
    assertThat(tickle(token)).isIn(500, 502, 503, 504);
    assertThat(tickle(token)).isEqualTo(200);
  }

  @Test
  void next_whenTheConnectionIsCut_givesNoWholeAnswer() {
    String token = client.ssoToken();
    first(Kind.CUT);
    // The JDK's client repeats a GET by itself, and no POST.
    assertThatThrownBy(
            () ->
                client.trySend(
                    client
                        .bearer("/v1/api/tickle", token)
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody())))
        .isInstanceOf(IOException.class);
    assertThat(tickle(token)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"TOO_MANY_REQUESTS, 429", "OUTAGE, 503", "SILENT_OUTAGE, 599"})
  void next_whenAnOutageLasts_meetsEveryRequest(Kind kind, int status) {
    String token = client.ssoToken();
    Spell spell = first(kind);
    assertThat(simulator.availability().whyDown("oauth1a")).contains(kind.name());
    assertThat(tickle(token)).isEqualTo(status);
    assertThat(tickle(token)).isEqualTo(status);
    simulator.weather().end();
    assertThat(spell.until()).isAfter(spell.from());
    assertThat(tickle(token)).isEqualTo(200);
  }

  @Test
  void outage_whenItIsOver_leavesTheServiceUp() {
    Spell spell = first(Kind.TOO_MANY_REQUESTS);
    clock.set(spell.until());
    Availability availability = simulator.availability();
    assertThat(availability.isUpFor("oauth1a")).isTrue();
    assertThat(availability.upFor("oauth1a")).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(availability.upFor("oauth1a")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void rival_whenDisplaced_stays() {
    String token = client.brokerageToken();
    first(Kind.RIVAL);
    assertThat(client.get("/v1/api/iserver/accounts", token).statusCode()).isEqualTo(400);
    assertThat(simulator.availability().isUpFor("oauth2-jwt")).isTrue();
    client.init(token, true);
    client.post("/v1/api/iserver/auth/status", token);
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.get("/v1/api/iserver/accounts", token).statusCode()).isEqualTo(200);
  }

  @Test
  void rival_whenHisTimeIsOver_leaves() {
    Spell spell = first(Kind.RIVAL);
    String token = client.ssoToken();
    assertThat(client.init(token, false).path("competing").asBoolean()).isTrue();
    simulator.weather().begin(Climate.calm(), 1, Duration.ZERO);
    assertThat(client.init(token, false).path("competing").asBoolean()).isFalse();
    assertThat(spell.until()).isAfter(spell.from().plus(Duration.ofMinutes(9)));
  }

  @Test
  void duel_whenTheRivalIsDisplaced_takesTheSessionBackAfterAWhile() {
    first(Kind.DUEL);
    String token = client.ssoToken();
    assertThat(simulator.availability().isUpFor("oauth2-jwt")).isFalse();
    client.init(token, true);
    assertThat(json(client.post("/v1/api/iserver/auth/status", token)).path("competing"))
        .hasToString("false");
    clock.advance(Weather.REVENGE);
    assertThat(json(client.post("/v1/api/iserver/auth/status", token)).path("competing"))
        .hasToString("true");
  }

  @Test
  void newAddress_whenItComes_endsTheUseOfTokensForTheOldOne() {
    String token = client.ssoToken();
    assertThat(simulator.callerAddress()).isEqualTo("127.0.0.1");
    first(Kind.NEW_ADDRESS);
    assertThat(tickle(token)).isEqualTo(401);
    assertThat(simulator.callerAddress()).startsWith("203.0.113.");
  }

  @Test
  void clockJump_whenItLasts_isUpToTheCallerToPlay() {
    Spell spell = first(Kind.CLOCK_JUMP);
    Duration off = simulator.weather().callersClockIsOffBy();
    assertThat(off.abs()).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(10));
    assertThat(clock.instant()).isEqualTo(spell.from());
    Availability availability = simulator.availability();
    assertThat(availability.isUpFor("oauth2-jwt")).isFalse();
    assertThat(availability.isUpFor("oauth1a")).isTrue();
    assertThat(availability.upFor("oauth1a")).isGreaterThan(Duration.ofDays(1));
    simulator.weather().end();
    assertThat(simulator.weather().callersClockIsOffBy()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void faults_whenARuleFits_comeBeforeTheWeather(Kind kind) {
    String token = client.ssoToken();
    first(kind);
    simulator.faults().on("POST", "/v1/api/tickle").status(418);
    assertThat(tickle(token)).isEqualTo(418);
  }

  @Test
  void resetsBetween_whenDaysGoBy_countsThem() {
    Availability availability = simulator.availability();
    assertThat(availability.resetsBetween(START, START)).isZero();
    assertThat(availability.resetsBetween(START, START.plus(Duration.ofDays(30)))).isEqualTo(30);
    assertThat(availability.resetsBetween(START, Instant.parse("2026-07-02T04:00:00Z")))
        .isEqualTo(1);
  }
}
