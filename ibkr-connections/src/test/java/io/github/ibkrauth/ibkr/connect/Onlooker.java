package io.github.ibkrauth.ibkr.connect;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The library's own transport, looked at: whose call each request belongs to, and which token and
 * cookies it carries. A token that was seen in two users' calls is noted. Requests with one user's
 * tokens can be left without an answer.
 */
final class Onlooker extends HttpTransport {

  private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

  private static final Pattern SIGNED = Pattern.compile("oauth_token=\"([^\"]+)\"");

  private final HttpTransport wire = HttpDefaults.standard().newTransport();
  private final Method build;
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final List<String> crossed = new CopyOnWriteArrayList<>();
  private final Set<String> cookies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final CountDownLatch answering = new CountDownLatch(1);
  private volatile @Nullable String silenced;

  Onlooker() {
    try {
      this.build =
          HttpTransport.class.getDeclaredMethod("buildRequest", String.class, String.class);
      build.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something in a user's name, on this thread. */
  static void as(String user, Runnable work) {
    USER.set(user);
    try {
      work.run();
    } finally {
      USER.remove();
    }
  }

  /** Returns a sentence for each token that two users' calls carried. */
  List<String> crossed() {
    return crossed;
  }

  /** Returns whose calls each token was seen in first. */
  Map<String, String> owners() {
    return owners;
  }

  Set<String> cookies() {
    return cookies;
  }

  int calls() {
    return calls.get();
  }

  /** Leaves every request with a token of that user's without an answer, until all is answered. */
  void silence(String user) {
    silenced = user;
  }

  /** Returns how many requests were left without an answer. */
  int unanswered() {
    return unanswered.get();
  }

  /** Answers what waits, and everything from now on. */
  void answer() {
    silenced = null;
    answering.countDown();
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
    try {
      return new Request((LowLevelHttpRequest) build.invoke(wire, method, url));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void shutdown() throws IOException {
    wire.shutdown();
  }

  private void note(String name, String value) {
    String user = USER.get();
    if (name.equalsIgnoreCase("Cookie")) {
      cookies.add(user + ": " + value);
    }
    String token = name.equalsIgnoreCase("Authorization") ? token(value) : "";
    if (user != null && !token.isEmpty()) {
      calls.incrementAndGet();
      String owner = owners.putIfAbsent(token, user);
      if (owner != null && !owner.equals(user)) {
        crossed.add("a token of " + owner + " in a call of " + user);
      }
    }
  }

  /**
   * Returns the token that a call carries, which with OAuth 1.0a signs it; empty if there is none.
   */
  private static String token(String authorization) {
    Matcher signed = SIGNED.matcher(authorization);
    return authorization.startsWith("Bearer ")
        ? authorization.substring("Bearer ".length())
        : signed.find() ? signed.group(1) : "";
  }

  private final class Request extends LowLevelHttpRequest {

    private final LowLevelHttpRequest real;
    private String token = "";

    private Request(LowLevelHttpRequest real) {
      this.real = real;
    }

    @Override
    public void addHeader(String name, String value) throws IOException {
      note(name, value);
      if (name.equalsIgnoreCase("Authorization")) {
        token = token(value);
      }
      real.addHeader(name, value);
    }

    @Override
    public void setTimeout(int connectTimeout, int readTimeout) throws IOException {
      real.setTimeout(connectTimeout, readTimeout);
    }

    @Override
    public void setWriteTimeout(int writeTimeout) throws IOException {
      real.setWriteTimeout(writeTimeout);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      String user = silenced;
      if (user != null && user.equals(owners.get(token))) {
        unanswered.incrementAndGet();
        try {
          answering.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
      }
      real.setStreamingContent(getStreamingContent());
      real.setContentType(getContentType());
      real.setContentEncoding(getContentEncoding());
      real.setContentLength(getContentLength());
      return real.execute();
    }
  }
}
