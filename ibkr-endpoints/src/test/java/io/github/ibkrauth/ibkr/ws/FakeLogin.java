package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A login that a test moves. */
final class FakeLogin implements StreamLogin {

  final AtomicInteger tickles = new AtomicInteger();
  final AtomicInteger brokerageRequired = new AtomicInteger();
  final AtomicLong point = new AtomicLong(1);
  final List<String> lost = new CopyOnWriteArrayList<>();
  final List<String> answers = new CopyOnWriteArrayList<>();
  final List<AuthChallenge> recovered = new ArrayList<>();
  volatile String token = "first";
  volatile long renewedAt;
  volatile @Nullable RuntimeException brokerageFailure;

  @Override
  public URI address() {
    return URI.create("wss://api.example.com/v1/api/ws");
  }

  @Override
  public RequestAuthorization authorize(SignableRequest request) {
    return RequestAuthorization.builder(token).queryParameter("bearer_token", token).build();
  }

  @Override
  public boolean recovered(AuthChallenge refusal) {
    recovered.add(refusal);
    return true;
  }

  @Override
  public String sessionValue() {
    return "session" + tickles.incrementAndGet();
  }

  @Override
  public void requireBrokerage() {
    brokerageRequired.incrementAndGet();
    RuntimeException failure = brokerageFailure;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public long point() {
    return point.get();
  }

  @Override
  public boolean renewedSince(long seen) {
    return renewedAt > seen;
  }

  @Override
  public boolean refused(long seen) {
    return false;
  }

  @Override
  public void brokerageLost(long seen, String why) {
    lost.add(why);
  }

  @Override
  public void answerPrompt(long orderId, String requestId, String text) {
    answers.add(orderId + " " + requestId + " " + text);
  }
}
