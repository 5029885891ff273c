package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.endpoint.Endpoint;
import io.github.ibkrauth.ibkr.endpoint.Endpoints;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every typed call that a client offers, found by looking at the client itself, over a script that
 * answers each with the same body.
 */
public final class TypedCalls implements AutoCloseable {

  private static final String GROUPS = "io.github.ibkrauth.ibkr.endpoint";

  private final Scripted script;
  private final List<Call> all = new ArrayList<>();
  private Reply reply = Reply.json(200, "{}");

  /** Finds the calls, and has everything done that must come before them. No limit holds. */
  public TypedCalls() {
    this("ibkr.limits.enabled", "false");
  }

  TypedCalls(String... settings) {
    script = new Scripted(settings);
    script.provider.bodySigner = new PlainSigner();
    script.transport.when(request -> !isPreparation(request)).replyWith(request -> reply);
    script.client.accounts().list();
    script.client.portfolio().accounts();
    // Some calls take their time, and the session is to outlive them.
    script.tickle(Scripted.READY);
    collect(script.client, "ibkr");
    all.sort(Comparator.comparing(Call::toString));
  }

  /** Returns the calls by name. */
  public List<Call> all() {
    return List.copyOf(all);
  }

  /** Sets what every call is answered with. */
  public void answer(Reply value) {
    this.reply = value;
  }

  /** Returns a setting that takes the limits of single endpoints away. */
  static String withoutLimits() {
    return Endpoints.all().stream()
        .map(endpoint -> endpoint.path() + "=none")
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** Makes a call that has no type. */
  void raw() {
    script.client.call("GET", "/anything", null);
  }

  /** Returns how long calls have waited. */
  Duration slept() {
    return script.time.slept();
  }

  /** Returns how many requests went out so far. */
  public int sent() {
    return script.transport.requests().size();
  }

  @Override
  public void close() {
    script.close();
  }

  private void collect(Object owner, String path) {
    for (Method method : owner.getClass().getMethods()) {
      if (method.getDeclaringClass() != owner.getClass()
          || Modifier.isStatic(method.getModifiers())
          || method.getReturnType() == RawCalls.class
          || method.getReturnType() == PenaltyBox.class) {
        continue;
      }
      boolean group =
          method.getParameterCount() == 0
              && method.getReturnType().getPackageName().equals(GROUPS)
              && !method.getReturnType().isRecord();
      if (group) {
        collect(invoke(owner, method), path + "." + method.getName() + "()");
      } else if (owner.getClass().getPackageName().equals(GROUPS)) {
        all.add(new Call(owner, method, path));
      }
    }
  }

  private static Object invoke(Object owner, Method method) {
    try {
      return method.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isPreparation(RecordedRequest request) {
    return request
        .path()
        .matches("/v1/api/(tickle|iserver/auth/.*|iserver/accounts|portfolio/accounts)");
  }

  /** One public method of a group. */
  public final class Call {

    private final Object owner;
    private final Method method;
    private final String path;

    private Call(Object owner, Method method, String path) {
      this.owner = owner;
      this.method = method;
      this.path = path;
    }

    /** Returns the parameters. */
    public Parameter[] parameters() {
      return method.getParameters();
    }

    /** Returns arguments that the call takes. */
    public Object[] samples() {
      return Samples.of(method);
    }

    /**
     * Makes the call, and takes the first element of a stream.
     *
     * @return what came of it: a result or the exception
     */
    public @Nullable Object make(Object... arguments) {
      try {
        Object result = method.invoke(owner, arguments);
        return result instanceof Stream<?> stream ? stream.findFirst() : result;
      } catch (InvocationTargetException e) {
        return e.getCause();
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      } catch (RuntimeException ofTheStream) {
        return ofTheStream;
      }
    }

    /** Makes the call with samples and returns what it asked the broker, in order. */
    public List<Endpoint> endpoints() {
      int before = sent();
      make(samples());
      List<RecordedRequest> requests = script.transport.requests();
      return requests.subList(before, requests.size()).stream()
          .map(
              request ->
                  Endpoints.find(request.method(), request.path().replaceFirst("^/v1/api", ""))
                      .orElseThrow(() -> new AssertionError(this + " asked " + request)))
          .toList();
    }

    /** Returns the call as it is written in Java. */
    @Override
    public String toString() {
      return path
          + "."
          + method.getName()
          + Arrays.stream(method.getParameters())
              .map(
                  parameter ->
                      parameter.isVarArgs() ? parameter.getName() + "…" : parameter.getName())
              .collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /** Signs nothing: the text goes out as it is. */
  private static final class PlainSigner implements BodySigner {

    @Override
    public String contentType() {
      return "application/jwt";
    }

    @Override
    public String sign(String json) {
      return json;
    }
  }
}
