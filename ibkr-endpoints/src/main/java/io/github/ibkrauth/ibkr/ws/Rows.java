package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.LinkedHashMap;

/** Puts newer rows of a message over older ones. */
final class Rows {

  private Rows() {}

  /** Returns the newer message with those rows of the older that it does not have itself. */
  static JsonObject merged(JsonObject older, JsonObject newer, String list, String key) {
    LinkedHashMap<Object, JsonValue> rows = new LinkedHashMap<>();
    for (JsonObject message : new JsonObject[] {older, newer}) {
      for (JsonObject row : message.objects(list, json -> json)) {
        Object name = row.text(key).isPresent() ? row.text(key).get() : rows.size();
        rows.put(name, row);
      }
    }
    return newer.toBuilder().put(list, JsonArray.of(rows.values().stream().toList())).build();
  }

  /** The same of a message whose rows are the fields of an object. */
  static JsonObject merged(JsonObject older, JsonObject newer, String object) {
    JsonObject.Builder rows = older.object(object).orElse(JsonObject.empty()).toBuilder();
    newer.object(object).orElse(JsonObject.empty()).fields().forEach(rows::put);
    return newer.toBuilder().put(object, rows.build()).build();
  }

  /** Returns the target that a message's topic names after its kind. */
  static String target(JsonObject json, int part) {
    String[] parts = json.text("topic").orElse("").split("\\+");
    return part < parts.length ? parts[part] : "";
  }
}
