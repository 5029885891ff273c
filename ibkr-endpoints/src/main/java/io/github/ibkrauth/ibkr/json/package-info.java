/**
 * API: JSON as the broker sends it, kept whole, with typed reading.
 *
 * <p>An answer is read into an immutable {@link io.github.ibkrauth.ibkr.json.JsonValue} tree in
 * which every field, also one this library has never heard of, keeps its name, its order and its
 * exact digits. Models are records over a {@link io.github.ibkrauth.ibkr.json.JsonObject} whose
 * accessors read single fields with a type. Three things follow: nothing can be lost between
 * reading and writing; a field that the broker adds, drops or sends with another type spoils only
 * the accessor that asks for it, never the whole answer; and a new accessor does not change a
 * record's constructor, so it breaks no caller.
 */
@NullMarked
package io.github.ibkrauth.ibkr.json;

import org.jspecify.annotations.NullMarked;
