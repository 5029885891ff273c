package io.github.ibkrauth.auth.testkit;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.ibkrauth.auth.time.Sleeper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One request of a {@link ScriptedTransport}. Used by one thread. */
final class ScriptedRequest extends LowLevelHttpRequest {

  private final String method;
  private final String url;
  private final Function<RecordedRequest, Reply> script;
  private final Sleeper sleeper;
  private final AtomicInteger openResponses;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private Duration connectTimeout = Duration.ZERO;
  private Duration readTimeout = Duration.ZERO;
  private Duration writeTimeout = Duration.ZERO;

  ScriptedRequest(
      String method,
      String url,
      Function<RecordedRequest, Reply> script,
      Sleeper sleeper,
      AtomicInteger openResponses) {
    this.method = method;
    this.url = url;
    this.script = script;
    this.sleeper = sleeper;
    this.openResponses = openResponses;
  }

  @Override
  public void addHeader(String name, String value) {
    headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  @Override
  public void setTimeout(int connectMillis, int readMillis) {
    connectTimeout = Duration.ofMillis(connectMillis);
    readTimeout = Duration.ofMillis(readMillis);
  }

  @Override
  public void setWriteTimeout(int millis) {
    writeTimeout = Duration.ofMillis(millis);
  }

  @Override
  public LowLevelHttpResponse execute() throws IOException {
    Reply reply = script.apply(record());
    boolean tooLate = !readTimeout.isZero() && reply.delay().compareTo(readTimeout) > 0;
    pause(tooLate ? readTimeout : reply.delay());
    if (tooLate) {
      throw new SocketTimeoutException("Read timed out");
    }
    IOException failure = reply.failure();
    if (failure != null) {
      throw failure;
    }
    return new ScriptedResponse(reply, openResponses);
  }

  private RecordedRequest record() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (getStreamingContent() != null) {
      getStreamingContent().writeTo(body);
      if (getContentType() != null) {
        addHeader("Content-Type", getContentType());
      }
      if (getContentEncoding() != null) {
        addHeader("Content-Encoding", getContentEncoding());
      }
      if (getContentLength() >= 0) {
        addHeader("Content-Length", Long.toString(getContentLength()));
      }
    }
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return new RecordedRequest(
        method,
        url,
        Collections.unmodifiableMap(copy),
        body.toByteArray(),
        connectTimeout,
        readTimeout,
        writeTimeout);
  }

  private void pause(Duration time) throws IOException {
    if (time.isZero()) {
      return;
    }
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
