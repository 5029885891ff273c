package io.github.ibkrauth.ibkr.simulator;

import java.util.concurrent.atomic.AtomicInteger;

/** What a test has told the streams, and what is counted of them. Thread-safe. */
final class StreamFaults {
  volatile boolean silent;
  volatile boolean withoutBeat;
  volatile boolean asksForSession;
  volatile boolean binary;
  volatile boolean fragmented;
  volatile boolean withoutReady;
  volatile int floodPerSecond;
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger early = new AtomicInteger();
  final AtomicInteger dropped = new AtomicInteger();
}
