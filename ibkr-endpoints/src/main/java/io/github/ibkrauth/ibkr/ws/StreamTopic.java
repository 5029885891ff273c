package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A topic of the broker's, to be subscribed any number of times. All consumers share one
 * subscription at the broker, which begins with the first and ends with the last. Each has a
 * bounded buffer of its own and a thread when it needs one, so that none waits for another; events
 * come one after the other, and only as many as were requested.
 *
 * <p>Lost connections are made again without a word to the consumer; {@link
 * StreamingClient#status()} tells. It is completed when the client is closed.
 *
 * <p>Thread-safe.
 *
 * @param <T> what an event says
 */
@ApiLevel(ApiLevel.Kind.API)
public final class StreamTopic<T> implements Flow.Publisher<T> {

  private final String name;
  private final OverflowPolicy overflow;
  private final Function<Flow.Subscriber<? super T>, Outlet<T>> opening;

  StreamTopic(
      String name,
      OverflowPolicy overflow,
      Function<Flow.Subscriber<? super T>, Outlet<T>> opening) {
    this.name = name;
    this.overflow = overflow;
    this.opening = opening;
  }

  /** Returns what the broker calls the topic, such as {@code smd+265598}. */
  public String name() {
    return name;
  }

  /** Returns what happens to a consumer that is too slow. */
  public OverflowPolicy overflow() {
    return overflow;
  }

  /**
   * Adds a consumer. What cannot be subscribed is an error to the consumer, and none here.
   *
   * @param subscriber requests as many events as it can take
   */
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    opening.apply(Objects.requireNonNull(subscriber, "subscriber"));
  }

  /** Adds a listener, which takes whatever comes. */
  public StreamSubscription listen(StreamListener<? super T> listener) {
    Objects.requireNonNull(listener, "listener");
    return opening.apply(
        new Flow.Subscriber<T>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(T event) {
            listener.on(event);
          }

          @Override
          public void onError(Throwable error) {
            listener.failed(error);
          }

          @Override
          public void onComplete() {
            listener.closed();
          }
        });
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
