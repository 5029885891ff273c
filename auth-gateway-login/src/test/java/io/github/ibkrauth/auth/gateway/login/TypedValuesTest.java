package io.github.ibkrauth.auth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.Secret;
import org.junit.jupiter.api.Test;

class TypedValuesTest {

  private final TypedValues typed = new TypedValues();

  @Test
  void blank_whenAValueStandsInAnyForm_leavesNone() {
    typed.add(Secret.of("p<&\"'>ä w"));

    String shown =
        typed.blank(
            "plain p<&\"'>ä w, text p&lt;&amp;\"'&gt;ä w, attribute p&lt;&amp;&quot;'&gt;ä w,"
                + " quoted p&lt;&amp;&quot;&#39;&gt;ä w, address p%3C%26%22%27%3E%C3%A4+w and"
                + " p%3C%26%22%27%3E%C3%A4%20w");

    assertThat(shown)
        .isEqualTo("plain ****, text ****, attribute ****, quoted ****, address **** and ****");
  }

  @Test
  void blank_whenOneValueIsPartOfAnother_leavesNoRestOfTheLonger() {
    typed.add(Secret.of("abcd"));
    typed.add(Secret.of("abcdefgh"));

    assertThat(typed.blank("abcdefgh abcd")).isEqualTo("**** ****");
  }

  @Test
  void toString_whenValuesAreThere_showsNone() {
    typed.add(Secret.of("abcdefgh"));

    assertThat(typed).hasToString("TypedValues(1)");
  }
}
