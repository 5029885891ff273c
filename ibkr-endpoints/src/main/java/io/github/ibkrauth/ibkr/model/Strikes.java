package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;

/**
 * The strike prices of the options of one month, whether or not each is listed for every expiry.
 *
 * @param json the object as the broker sent it
 */
public record Strikes(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Strikes {
    Objects.requireNonNull(json, "json");
  }

  /** Those of calls. */
  public List<Num> calls() {
    return json.nums("call");
  }

  /** Those of puts. */
  public List<Num> puts() {
    return json.nums("put");
  }
}
