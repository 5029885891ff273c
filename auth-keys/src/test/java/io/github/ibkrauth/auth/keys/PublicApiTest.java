package io.github.ibkrauth.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicApiTest {

  @Test
  void publicSignatures_showTheJavaPlatformAndThisLibraryOnly() throws Exception {
    List<String> shown = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      for (Executable member :
          Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors())).toList()) {
        Stream.of(member.getGenericParameterTypes()).map(Type::getTypeName).forEach(shown::add);
        shown.add(member.getAnnotatedReturnType().getType().getTypeName());
        Stream.of(member.getExceptionTypes()).map(Type::getTypeName).forEach(shown::add);
      }
    }
    assertThat(shown).hasSizeGreaterThan(50);
    assertThat(shown).noneMatch(name -> name.contains("bouncycastle"));
  }

  @Test
  void publicTypes_areTheOnesDocumented() throws Exception {
    assertThat(publicTypes().stream().map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "RsaSigner",
            "RsaDecrypter",
            "PemKeys",
            "KeyFiles",
            "KeyStoreKey",
            "Builder",
            "KeyFacts",
            "KeySettings",
            "DhParameters");
  }

  private static List<Class<?>> publicTypes() throws Exception {
    Path classes =
        Path.of(PemKeys.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("io/github/ibkrauth/auth/keys");
    try (Stream<Path> files = Files.list(classes)) {
      List<Class<?>> types = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> type = Class.forName(PemKeys.class.getPackageName() + "." + name);
        if (Modifier.isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
      return types;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
