package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Acknowledgement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The questions that the broker is told not to ask. It forgets them with the brokerage session, so
 * they are kept here to be told again. Thread-safe; the lock guards the set only.
 */
final class Suppressions {

  /** The broker takes no more. */
  static final int MOST = 51;

  private final ApiCalls calls;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> kept = new LinkedHashSet<>();

  Suppressions(ApiCalls calls) {
    this.calls = calls;
  }

  /** Suppresses more; what the broker does not take is not kept. */
  Acknowledgement add(Collection<String> messageIds) {
    List<String> ids = Check.some("messageIds", messageIds, MOST);
    ids.forEach(id -> Check.messageId("messageIds", id));
    List<String> added = keep(ids);
    try {
      return tell(ids);
    } catch (RuntimeException e) {
      forget(added);
      throw e;
    }
  }

  /** Lets the broker ask everything again. */
  Acknowledgement reset() {
    Acknowledgement done =
        calls.call(
            ApiRequest.to(OrderCatalog.SUPPRESS_RESET),
            body -> IbkrJson.object(body, Acknowledgement::new));
    forget(ids());
    return done;
  }

  /** Tells the broker anew, in a new session. */
  void replay() {
    List<String> ids = ids();
    if (!ids.isEmpty()) {
      tell(ids);
    }
  }

  List<String> ids() {
    lock.lock();
    try {
      return List.copyOf(kept);
    } finally {
      lock.unlock();
    }
  }

  private Acknowledgement tell(List<String> ids) {
    return calls.call(
        ApiRequest.to(OrderCatalog.SUPPRESS)
            .body(JsonObject.builder().put("messageIds", JsonArray.ofTexts(ids)).build()),
        body -> IbkrJson.object(body, Acknowledgement::new));
  }

  private List<String> keep(List<String> ids) {
    lock.lock();
    try {
      List<String> added = new ArrayList<>(new LinkedHashSet<>(ids));
      added.removeAll(kept);
      if (kept.size() + added.size() > MOST) {
        throw new IllegalArgumentException(
            "messageIds would make "
                + (kept.size() + added.size())
                + " suppressed kinds of question, and a session takes at most "
                + MOST
                + ".");
      }
      kept.addAll(added);
      return added;
    } finally {
      lock.unlock();
    }
  }

  private void forget(Collection<String> ids) {
    lock.lock();
    try {
      ids.forEach(kept::remove);
    } finally {
      lock.unlock();
    }
  }
}
