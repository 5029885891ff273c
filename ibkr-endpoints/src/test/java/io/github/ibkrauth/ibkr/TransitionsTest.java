package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {

  /** One row a state, one column a state in the order of the enum: where a step exists. */
  private static final Map<State, String> TABLE =
      Map.of(
          //                    I C R D X M L ! Z
          State.IDLE, "- C - - - - - - Z",
          State.CONNECTING, "- - R - X M L ! Z",
          State.READY, "- - - D X M L ! Z",
          State.DEGRADED, "- - R - X M L ! Z",
          State.COMPETING, "- C - - - M L ! Z",
          State.MAINTENANCE, "- C - - X - L ! Z",
          State.LOGIN_REQUIRED, "- C - - X M - ! Z",
          State.LOST, "- C - - X M L - Z",
          State.CLOSED, "- C - - - - - - -");

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));

  @ParameterizedTest
  @EnumSource(State.class)
  void allowed_forEveryPair_isWhatTheTableSays(State from) {
    String[] row = TABLE.get(from).split(" ");
    for (State to : State.values()) {
      assertThat(Transitions.allowed(from, to))
          .as(from + " to " + to)
          .isEqualTo(!row[to.ordinal()].equals("-"));
    }
  }

  @Test
  void move_forEveryPair_isRefusedWhereTheTableHasNoStep() {
    for (State from : State.values()) {
      for (State to : State.values()) {
        SessionMachine machine = at(from);
        boolean moved = machine.move(to, "why");
        // A closed session begins anew only when somebody asks for it.
        boolean want = Transitions.allowed(from, to) && from != State.CLOSED;
        assertThat(moved).as(from + " to " + to).isEqualTo(want);
        assertThat(machine.state()).isEqualTo(want ? to : from);
      }
    }
  }

  @Test
  void next_always_leadsOutOfEveryStateAndIntoEveryStateButIdle() {
    Set<State> reached = EnumSet.noneOf(State.class);
    for (State from : State.values()) {
      assertThat(Transitions.next(from)).isNotEmpty().doesNotContain(from);
      reached.addAll(Transitions.next(from));
    }
    assertThat(reached).isEqualTo(EnumSet.complementOf(EnumSet.of(State.IDLE)));
  }

  @Test
  void leave_whenEstablishedLater_staysThere() {
    AtomicLong sequence = new AtomicLong();
    SessionMachine machine = machine(sequence);
    long before = sequence.get();
    machine.move(State.CONNECTING, "x");
    machine.move(State.READY, "x");
    assertThat(machine.leave(before, State.LOST, "late news")).isFalse();
    assertThat(machine.state()).isEqualTo(State.READY);
    assertThat(machine.leave(sequence.get(), State.LOST, "news")).isTrue();
    assertThat(machine.bare().why()).isEqualTo("news");
  }

  @Test
  void reopen_whenClosed_connects() {
    SessionMachine machine = at(State.CLOSED);
    machine.reopen("asked");
    assertThat(machine.state()).isEqualTo(State.CONNECTING);
  }

  @ParameterizedTest
  @CsvSource({
    "READY, LOST, WARNING",
    "IDLE, LOST, WARNING",
    "MAINTENANCE, LOST, WARNING",
    "LOST, LOST, DEBUG",
    "READY, MAINTENANCE, INFO",
    "READY, COMPETING, WARNING",
    "COMPETING, COMPETING, DEBUG",
    "LOST, LOGIN_REQUIRED, WARNING",
    "LOST, READY, INFO",
    "IDLE, CONNECTING, DEBUG",
  })
  void level_isLoudOnlyWhereSomebodyShouldLook(State from, State to, Level level) {
    assertThat(SessionLog.level(from, to)).isEqualTo(level);
  }

  /** Walks to a state by the shortest way that the table has. */
  private SessionMachine at(State goal) {
    Map<State, State> cameFrom = new EnumMap<>(State.class);
    Deque<State> open = new ArrayDeque<>(List.of(State.IDLE));
    while (!open.isEmpty()) {
      State here = open.remove();
      for (State there : Transitions.next(here)) {
        if (there != State.IDLE && cameFrom.putIfAbsent(there, here) == null) {
          open.add(there);
        }
      }
    }
    Deque<State> way = new ArrayDeque<>();
    for (State state = goal; state != State.IDLE; state = cameFrom.get(state)) {
      way.push(state);
    }
    SessionMachine machine = machine(new AtomicLong());
    way.forEach(state -> assertThat(machine.move(state, "on the way")).isTrue());
    assertThat(machine.state()).isEqualTo(goal);
    return machine;
  }

  private SessionMachine machine(AtomicLong sequence) {
    AuthRuntime runtime = time.runtime().build();
    return new SessionMachine(
        runtime, new SessionCalendar(ZoneOffset.UTC, LocalTime.MIDNIGHT, List.of()), sequence);
  }
}
