package io.github.ibkrauth.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What benchmarks do, to be called by somebody else than JMH, which cannot run two in turns in one
 * Java machine. Makes their states and sets them up by the same annotations. Not thread-safe;
 * closing takes the states down.
 */
final class Bodies implements AutoCloseable {

  private final Map<String, String> parameters;
  private final Map<Class<?>, Object> shared = new HashMap<>();
  private final Deque<Object> made = new ArrayDeque<>();

  Bodies(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Returns what one thread calls again and again.
   *
   * @param name class and method of a benchmark, such as {@code SigningBenchmark.sign}
   */
  Callable<?> of(String name) throws Throwable {
    Class<?> type = Class.forName(entry(name).getUserClassQName());
    Method method = method(type, name.substring(name.indexOf('.') + 1));
    Object instance =
        type.isAnnotationPresent(State.class)
            ? state(type)
            : type.getDeclaredConstructor().newInstance();
    List<Object> bound = new ArrayList<>(List.of(instance));
    bound.addAll(Arrays.asList(states(method)));
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle target = lookup.unreflect(method);
    CallSite site =
        LambdaMetafactory.metafactory(
            lookup,
            "call",
            target.type().changeReturnType(Callable.class),
            MethodType.methodType(Object.class),
            target,
            MethodType.methodType(target.type().wrap().returnType()));
    return (Callable<?>) site.getTarget().invokeWithArguments(bound);
  }

  private static BenchmarkListEntry entry(String name) {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
            List.of("\\." + name.replace(".", "\\.") + "$"),
            List.of())
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no benchmark " + name));
  }

  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " has no method " + name));
  }

  private Object[] states(Method method) throws ReflectiveOperationException {
    Class<?>[] types = method.getParameterTypes();
    Object[] states = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      states[i] = state(types[i]);
    }
    return states;
  }

  private Object state(Class<?> type) throws ReflectiveOperationException {
    Object known = shared.get(type);
    if (known != null) {
      return known;
    }
    Object state = type.getDeclaredConstructor().newInstance();
    for (Field field : type.getFields()) {
      if (field.isAnnotationPresent(Param.class)) {
        set(state, field);
      }
    }
    if (type.getAnnotation(State.class).value() == Scope.Benchmark) {
      shared.put(type, state);
    }
    run(state, Setup.class);
    made.push(state);
    return state;
  }

  private void set(Object state, Field field) throws IllegalAccessException {
    String text =
        parameters.getOrDefault(field.getName(), field.getAnnotation(Param.class).value()[0]);
    field.set(state, field.getType() == int.class ? (Object) Integer.valueOf(text) : text);
  }

  private void run(Object state, Class<? extends Annotation> kind)
      throws ReflectiveOperationException {
    for (Method method : state.getClass().getMethods()) {
      if (method.isAnnotationPresent(kind)) {
        method.invoke(state, states(method));
      }
    }
  }

  @Override
  public void close() throws ReflectiveOperationException {
    for (Object state : made) {
      run(state, TearDown.class);
    }
  }
}
