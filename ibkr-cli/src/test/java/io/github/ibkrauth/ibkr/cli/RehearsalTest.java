package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void rehearsal_whenRun_succeedsWithEveryStrategy() {
    assertThat(Rehearsal.run()).isEqualTo(ExitCode.OK);
  }
}
