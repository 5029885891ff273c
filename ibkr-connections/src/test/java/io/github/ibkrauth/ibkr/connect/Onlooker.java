package io.github.ibkrauth.ibkr.connect;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The library's own transport, looked at: whose call each request belongs to, and which bearer
 * token and cookies it carries. A token that was seen in two users' calls is noted.
 */
final class Onlooker extends HttpTransport {

  private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

  private final HttpTransport wire = HttpDefaults.standard().newTransport();
  private final Method build;
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final List<String> crossed = new CopyOnWriteArrayList<>();
  private final Set<String> cookies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();

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
    if (user != null && name.equalsIgnoreCase("Authorization") && value.startsWith("Bearer ")) {
      calls.incrementAndGet();
      String token = value.substring("Bearer ".length());
      String owner = owners.putIfAbsent(token, user);
      if (owner != null && !owner.equals(user)) {
        crossed.add("a token of " + owner + " in a call of " + user);
      }
    }
  }

  private final class Request extends LowLevelHttpRequest {

    private final LowLevelHttpRequest real;

    private Request(LowLevelHttpRequest real) {
      this.real = real;
    }

    @Override
    public void addHeader(String name, String value) throws IOException {
      note(name, value);
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
      real.setStreamingContent(getStreamingContent());
      real.setContentType(getContentType());
      real.setContentEncoding(getContentEncoding());
      real.setContentLength(getContentLength());
      return real.execute();
    }
  }
}
