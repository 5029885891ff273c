package io.github.ibkrauth.ibkr.endpoint;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses arguments that the broker would refuse, with the parameter's name, before anything is
 * sent.
 */
final class Check {

  static final Pattern EXCHANGE = Pattern.compile("[A-Za-z0-9.-]{1,40}");

  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Pattern CLIENT_ORDER_ID = Pattern.compile("[A-Za-z0-9._:#/-]{1,40}");
  private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z]{1,4}\\d{1,8}");
  private static final int MOST_DIGITS = 40;

  private Check() {}

  /** Returns a contract id as text. */
  static String conid(String name, long conid) {
    if (conid <= 0) {
      throw new IllegalArgumentException(name + " must be above zero, not " + conid + ".");
    }
    return String.valueOf(conid);
  }

  static String conid(long conid) {
    return conid("conid", conid);
  }

  /** Returns contract ids with commas between them. */
  static String conids(Collection<Long> conids, int most) {
    return some("conids", conids, most).stream()
        .map(conid -> conid("conids", conid))
        .collect(Collectors.joining(","));
  }

  /** Returns the elements of a collection that has at least one, and not too many. */
  static <T> List<T> some(String name, Collection<T> values, int most) {
    List<T> all = List.copyOf(Objects.requireNonNull(values, name));
    if (all.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty: name at least one.");
    }
    if (all.size() > most) {
      throw new IllegalArgumentException(
          name + " has " + all.size() + " elements, and a call takes at most " + most + ".");
    }
    return all;
  }

  /** Returns texts with a sign between them, none of which is blank or has the sign inside. */
  static String joined(String name, Collection<String> values, int most, String sign) {
    for (String value : some(name, values, most)) {
      if (text(name, value).contains(sign)) {
        throw new IllegalArgumentException(
            name + " must be given one by one, and '" + value + "' has a '" + sign + "'.");
      }
    }
    return String.join(sign, values);
  }

  /** Returns a text that is not blank. */
  static String text(String name, String value) {
    if (Objects.requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " is blank.");
    }
    return value;
  }

  /** Returns a text that has a certain form. */
  static String form(String name, String value, Pattern form, String words) {
    if (!form.matcher(Objects.requireNonNull(value, name)).matches()) {
      throw new IllegalArgumentException(name + " must be " + words + ", not '" + value + "'.");
    }
    return value;
  }

  static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value + ".");
    }
    return value;
  }

  static int atLeastZero(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " counts from 0, not " + value + ".");
    }
    return value;
  }

  static BigDecimal aboveZero(String name, BigDecimal value) {
    if (Objects.requireNonNull(value, name).signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above zero, not " + value + ".");
    }
    return value;
  }

  static long id(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be above zero, not " + value + ".");
    }
    return value;
  }

  /** Returns a number above zero that can be written out. */
  static BigDecimal positive(String name, BigDecimal value) {
    return aboveZero(name, decimal(name, value));
  }

  /** Returns a number that can be written out in at most {@value #MOST_DIGITS} digits. */
  static BigDecimal decimal(String name, BigDecimal value) {
    long digits =
        (long) Objects.requireNonNull(value, name).precision() + Math.abs((long) value.scale());
    if (digits > MOST_DIGITS) {
      throw new IllegalArgumentException(
          name + " has more than " + MOST_DIGITS + " digits: round it.");
    }
    return value;
  }

  /** Returns the id of an account that orders are for. */
  static String accountId(String name, String value) {
    return form(name, value, ACCOUNT, "up to 40 letters, digits, dots and dashes");
  }

  static String clientOrderId(String name, String value) {
    return form(
        name, value, CLIENT_ORDER_ID, "1 to 40 letters, digits, dots, dashes, _, :, # and /");
  }

  /** Returns the id of a kind of message. */
  static String messageId(String name, String value) {
    return form(name, value, MESSAGE_ID, "message ids such as o163");
  }
}
