package io.github.ibkrauth.ibkr.json;

import java.util.Iterator;
import java.util.Map;

/** Prints JSON: compact, indented, or compact with credentials masked. */
final class JsonPrinter {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean indent;
  private final boolean mask;

  private JsonPrinter(boolean indent, boolean mask) {
    this.indent = indent;
    this.mask = mask;
  }

  static JsonPrinter compact() {
    return new JsonPrinter(false, false);
  }

  static JsonPrinter indented() {
    return new JsonPrinter(true, false);
  }

  static JsonPrinter masked() {
    return new JsonPrinter(false, true);
  }

  String print(JsonValue value) {
    value(value, 0);
    return out.toString();
  }

  private void value(JsonValue value, int depth) {
    if (value instanceof JsonObject object) {
      object(object, depth);
    } else if (value instanceof JsonArray array) {
      array(array, depth);
    } else if (value instanceof JsonScalar scalar) {
      if (scalar.kind() == JsonValue.Kind.TEXT) {
        text(scalar.literal());
      } else {
        out.append(scalar.literal());
      }
    }
  }

  private void object(JsonObject object, int depth) {
    out.append('{');
    Iterator<Map.Entry<String, JsonValue>> fields = object.fields().entrySet().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonValue> field = fields.next();
      line(depth + 1);
      text(field.getKey());
      out.append(indent ? ": " : ":");
      if (mask && SensitiveFields.hides(field.getKey(), field.getValue())) {
        text(SensitiveFields.MASK);
      } else {
        value(field.getValue(), depth + 1);
      }
      if (fields.hasNext()) {
        out.append(',');
      }
    }
    if (!object.fields().isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void array(JsonArray array, int depth) {
    out.append('[');
    Iterator<JsonValue> values = array.values().iterator();
    while (values.hasNext()) {
      line(depth + 1);
      value(values.next(), depth + 1);
      if (values.hasNext()) {
        out.append(',');
      }
    }
    if (!array.values().isEmpty()) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (indent) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
            unicode(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Control characters, and halves of a surrogate pair, which alone would not survive UTF-8. */
  private void unicode(char c) {
    out.append("\\u")
        .append(HEX.charAt(c >> 12 & 15))
        .append(HEX.charAt(c >> 8 & 15))
        .append(HEX.charAt(c >> 4 & 15))
        .append(HEX.charAt(c & 15));
  }
}
