package io.github.ibkrauth.ibkr.json;

/**
 * A typed view of one JSON value from the broker. Models are records whose only state is that
 * value: two models are equal when their JSON is, and writing a model gives back what was read,
 * fields unknown to this library included.
 */
public interface JsonModel {

  /** Returns the value this model reads, whole and immutable. */
  JsonValue json();
}
