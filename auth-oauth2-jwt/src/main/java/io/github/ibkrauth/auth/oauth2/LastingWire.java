package io.github.ibkrauth.auth.oauth2;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A wire whose closing waits for the requests under way: an answer that holds a new refresh token
 * must not be cut off, since the old one is spent. Thread-safe.
 */
final class LastingWire implements Wire {

  private final Wire wire;
  private final ReentrantLock lock = new ReentrantLock();
  private int underWay;
  private boolean closing;

  LastingWire(Wire wire) {
    this.wire = wire;
  }

  @Override
  public LoginReply postForm(Step step, URI uri, Map<String, String> form) {
    return send(() -> wire.postForm(step, uri, form));
  }

  @Override
  public LoginReply postForm(
      Step step, URI uri, Map<String, String> headers, Map<String, String> form) {
    return send(() -> wire.postForm(step, uri, headers, form));
  }

  @Override
  public LoginReply getJson(Step step, URI uri) {
    return send(() -> wire.getJson(step, uri));
  }

  @Override
  public LoginReply postJwt(Step step, URI uri, String bearer, String jwt) {
    return send(() -> wire.postJwt(step, uri, bearer, jwt));
  }

  private LoginReply send(Supplier<LoginReply> request) {
    lock.lock();
    try {
      underWay++;
    } finally {
      lock.unlock();
    }
    try {
      return request.get();
    } finally {
      boolean last;
      lock.lock();
      try {
        last = --underWay == 0 && closing;
      } finally {
        lock.unlock();
      }
      if (last) {
        wire.close();
      }
    }
  }

  /** Closes now, or at the end of the last request under way. */
  @Override
  public void close() {
    boolean now;
    lock.lock();
    try {
      now = !closing && underWay == 0;
      closing = true;
    } finally {
      lock.unlock();
    }
    if (now) {
      wire.close();
    }
  }
}
