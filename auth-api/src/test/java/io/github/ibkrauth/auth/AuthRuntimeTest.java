package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class AuthRuntimeTest {

  private static final String LOGGER = "io.github.ibkrauth.auth";

  @Test
  void lending_whenOneMoreIsLent_sharesTheRest() {
    AuthRuntime lender = AuthRuntime.builder().service(String.class, "first").build();

    AuthRuntime view = lender.lending(Integer.class, 7).lending(String.class, "second");

    assertThat(view.service(Integer.class)).contains(7);
    assertThat(view.service(String.class)).contains("second");
    assertThat(lender.service(Integer.class)).isEmpty();
    assertThat(lender.service(String.class)).contains("first");
    assertThat(view.clock()).isSameAs(lender.clock());
    assertThat(view.random()).isSameAs(lender.random());
    assertThat(view.lendingNothing().service(String.class)).isEmpty();
    lender.close();
  }

  @Test
  void close_whenOfARuntimeThatBorrows_leavesTheLendersThreads() throws Exception {
    AuthRuntime lender = AuthRuntime.system();
    AuthRuntime view = lender.lending(String.class, "text");
    view.close();
    CountDownLatch ran = new CountDownLatch(1);

    view.executor().execute(ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    lender.close();
    assertThatThrownBy(() -> view.executor().execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void build_always_startsNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    try (AuthRuntime runtime = AuthRuntime.system()) {
      assertThat(runtime.executor()).isNotNull();
      assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
    }
  }

  @Test
  void execute_always_usesDaemonsWithoutTheCallersLoaderAndThreadLocals() throws Exception {
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    inherited.set("the application");
    Thread.currentThread().setContextClassLoader(new ClassLoader() {});
    try (AuthRuntime runtime = AuthRuntime.system()) {
      for (CompletableFuture<Thread> run :
          List.of(executed(runtime, inherited), scheduled(runtime, inherited))) {
        Thread worker = run.get(20, TimeUnit.SECONDS);
        assertThat(worker.isDaemon()).isTrue();
        assertThat(worker.getName()).startsWith("ibkrauth-worker-");
      }
    } finally {
      Thread.currentThread().setContextClassLoader(AuthRuntimeTest.class.getClassLoader());
    }
  }

  @Test
  void close_always_endsAllThreadsAndTakesNoMoreTasks() throws Exception {
    AuthRuntime runtime = AuthRuntime.system();
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    List<Thread> threads = new ArrayList<>();
    runtime
        .executor()
        .execute(
            () -> {
              threads.add(Thread.currentThread());
              running.countDown();
              try {
                Thread.sleep(60_000);
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    runtime.scheduler().schedule(() -> {}, Duration.ofHours(1));
    running.await();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ibkrauth-"))
        .forEach(threads::add);

    runtime.close();
    runtime.close();

    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : threads) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThatThrownBy(() -> runtime.executor().execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> runtime.scheduler().schedule(() -> {}, Duration.ZERO))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void execute_whenAllWorkersAreBusy_letsTheRestWait() throws Exception {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      CountDownLatch busy = new CountDownLatch(7);
      CountDownLatch free = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(100);
      for (int i = 0; i < 100; i++) {
        runtime
            .executor()
            .execute(
                () -> {
                  busy.countDown();
                  try {
                    free.await();
                    done.countDown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
      }
      assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("ibkrauth-worker-"))
          .hasSizeLessThanOrEqualTo(7);
      free.countDown();
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void schedule_whenCancelled_doesNotRun() throws Exception {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      CountDownLatch warm = new CountDownLatch(1);
      runtime.scheduler().schedule(warm::countDown, Duration.ZERO);
      warm.await();
      List<String> ran = new CopyOnWriteArrayList<>();
      runtime.scheduler().schedule(() -> ran.add("x"), Duration.ofMillis(300)).cancel();
      CountDownLatch later = new CountDownLatch(1);
      runtime.scheduler().schedule(later::countDown, Duration.ofMillis(350));

      assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(ran).isEmpty();
    }
  }

  @Test
  void schedule_whenTheDelayIsBeyondCountingOrNegative_takesIt() throws Exception {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      runtime.scheduler().schedule(() -> {}, Duration.ofSeconds(Long.MAX_VALUE)).cancel();
      CountDownLatch ran = new CountDownLatch(1);
      runtime.scheduler().schedule(ran::countDown, Duration.ofSeconds(-1));

      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void builder_always_usesWhatItIsGiven() throws Exception {
    FakeTime time = new FakeTime();
    List<Object> used = new ArrayList<>();
    try (AuthRuntime runtime =
        time.runtime(0.25)
            .executor(used::add)
            .sleeper(used::add)
            .service(CharSequence.class, "lent")
            .build()) {
      Runnable task = () -> {};
      runtime.executor().execute(task);
      runtime.sleeper().sleep(Duration.ofSeconds(3));

      assertThat(used).containsExactly(task, Duration.ofSeconds(3));
      assertThat(runtime.clock()).isSameAs(time);
      assertThat(runtime.scheduler()).isSameAs(time);
      assertThat(runtime.random().nextDouble()).isEqualTo(0.25);
      assertThat(runtime.service(CharSequence.class)).contains("lent");
      assertThat(runtime.service(String.class)).isEmpty();
    }
  }

  @Test
  void sleeper_ofTheSystem_sleepsAndCanBeInterrupted() throws Exception {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      runtime.sleeper().sleep(Duration.ofNanos(1));
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> runtime.sleeper().sleep(Duration.ofHours(1)))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void emit_whenNobodyListens_doesNotBuildTheEvent() {
    AtomicBoolean built = new AtomicBoolean();
    try (AuthRuntime runtime = AuthRuntime.system()) {
      runtime.emit(
          () -> {
            built.set(true);
            return new AuthEvent.StrategySelected(Instant.EPOCH, "s", "", "C");
          });
    }

    assertThat(built).isFalse();
  }

  @Test
  void emit_whenTheListenerThrows_logsEachKindOnceWithoutItsMessage() {
    List<RuntimeException> toThrow =
        new ArrayList<>(
            List.of(
                new IllegalStateException("secret"),
                new IllegalStateException("secret"),
                new IllegalArgumentException("secret")));
    List<LogRecord> logged = new ArrayList<>();
    Handler handler = recorder(logged);
    Logger logger = Logger.getLogger(LOGGER);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try (AuthRuntime runtime =
        AuthRuntime.builder()
            .listener(
                event -> {
                  throw toThrow.remove(0);
                })
            .build()) {
      for (int i = 0; i < 3; i++) {
        runtime.emit(() -> new AuthEvent.StrategySelected(Instant.EPOCH, "s", "", "C"));
      }
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    assertThat(toThrow).isEmpty();
    assertThat(logged).hasSize(2);
    assertThat(logged)
        .allSatisfy(
            line ->
                assertThat(line.getMessage() + List.of(line.getParameters()))
                    .doesNotContain("secret"));
  }

  @Test
  void emit_whenTheEventCannotBeBuilt_isContained() {
    List<AuthEvent> heard = new ArrayList<>();
    Logger.getLogger(LOGGER).setUseParentHandlers(false);
    try (AuthRuntime runtime = AuthRuntime.builder().listener(heard::add).build()) {
      runtime.emit(
          () -> {
            throw new IllegalStateException("cannot");
          });
    } finally {
      Logger.getLogger(LOGGER).setUseParentHandlers(true);
    }

    assertThat(heard).isEmpty();
  }

  private static CompletableFuture<Thread> executed(
      AuthRuntime runtime, InheritableThreadLocal<String> inherited) {
    CompletableFuture<Thread> run = new CompletableFuture<>();
    runtime.executor().execute(() -> check(run, inherited));
    return run;
  }

  private static CompletableFuture<Thread> scheduled(
      AuthRuntime runtime, InheritableThreadLocal<String> inherited) {
    CompletableFuture<Thread> run = new CompletableFuture<>();
    runtime.scheduler().schedule(() -> check(run, inherited), Duration.ofMillis(1));
    return run;
  }

  private static void check(
      CompletableFuture<Thread> run, InheritableThreadLocal<String> inherited) {
    Thread thread = Thread.currentThread();
    if (inherited.get() != null
        || thread.getContextClassLoader() != AuthRuntime.class.getClassLoader()) {
      run.completeExceptionally(new AssertionError("something was inherited"));
    }
    run.complete(thread);
  }

  private static Handler recorder(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        logged.add(line);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
