package io.github.ibkrauth.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of this module that other code can be compiled against, a line each, in order. */
final class PublicApi {

  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private PublicApi() {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : types()) {
      lines.add(header(type));
      members(type).stream().sorted().distinct().forEach(member -> lines.add("  " + member));
    }
    return lines;
  }

  private static List<Class<?>> types() {
    Path classes = classes();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class"))
          .filter(name -> !name.contains("/internal/") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .<Class<?>>map(PublicApi::load)
          .filter(PublicApi::isVisible)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(ApiLevel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return visible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean visible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String header(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    List<String> above = new ArrayList<>();
    Type parent = type.getGenericSuperclass();
    if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
      above.add(parent.getTypeName());
    }
    Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName).forEach(above::add);
    return words(type.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT : 0), kind)
        + type.getName()
        + variables(type.getTypeParameters())
        + (above.isEmpty() ? "" : " : " + String.join(", ", above));
  }

  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers()) && !field.isSynthetic()) {
        members.add(
            words(field.getModifiers(), field.getGenericType().getTypeName())
                + field.getName()
                + constant(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add(words(constructor.getModifiers(), "new") + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers()) && !method.isSynthetic()) {
        members.add(
            (method.isDefault() ? "default " : "")
                + words(method.getModifiers(), variables(method.getTypeParameters()))
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + parameters(method));
      }
    }
    return members;
  }

  private static String parameters(Executable executable) {
    String parameters =
        Arrays.stream(executable.getGenericParameterTypes())
            .map(Type::getTypeName)
            .collect(Collectors.joining(", ", "(", ")"));
    Type[] thrown = executable.getGenericExceptionTypes();
    return thrown.length == 0
        ? parameters
        : parameters
            + " throws "
            + Arrays.stream(thrown).map(Type::getTypeName).collect(Collectors.joining(", "));
  }

  /** The value of a number that compilers copy into the code of those who use it. */
  private static String constant(Field field) {
    if (!Modifier.isStatic(field.getModifiers()) || field.getType() != int.class) {
      return "";
    }
    try {
      return " = " + field.getInt(null);
    } catch (IllegalAccessException e) {
      return "";
    }
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(
                variable ->
                    variable.getName()
                        + Arrays.stream(variable.getBounds())
                            .filter(bound -> bound != Object.class)
                            .map(bound -> " extends " + bound.getTypeName())
                            .collect(Collectors.joining()))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String words(int modifiers, String word) {
    return Stream.of(Modifier.toString(modifiers & SHOWN), word)
        .filter(part -> !part.isEmpty())
        .map(part -> part + " ")
        .collect(Collectors.joining());
  }
}
