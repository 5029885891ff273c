package io.github.ibkrauth.ibkr.simulator;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gateway, which starts when it is first asked for: most tests need none. Thread-safe. */
final class LateGateway implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<SimulatedGateway> starter;
  private @Nullable SimulatedGateway gateway;
  private boolean closed;

  LateGateway(Supplier<SimulatedGateway> starter) {
    this.starter = starter;
  }

  SimulatedGateway get() {
    lock.lock();
    try {
      SimulatedGateway started = gateway;
      if (started == null) {
        if (closed) {
          throw new IllegalStateException("the simulator is closed, and its gateway with it");
        }
        started = starter.get();
        gateway = started;
      }
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the gateway was started and somebody is logged in there. */
  boolean isLoggedIn() {
    lock.lock();
    try {
      return gateway != null && gateway.isRunning() && gateway.isLoggedIn();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (gateway != null) {
        gateway.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
