package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The saved watchlists, and what may be done with them.
 *
 * @param json the object as the broker sent it
 */
public record WatchlistIndex(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public WatchlistIndex {
    Objects.requireNonNull(json, "json");
  }

  /** The lists of the user. */
  public List<WatchlistEntry> lists() {
    return json.objects("user_lists", WatchlistEntry::new);
  }

  /** The lists of the broker. */
  public List<WatchlistEntry> systemLists() {
    return json.objects("system_lists", WatchlistEntry::new);
  }

  /** Whether there are scanners only. */
  public boolean scannersOnly() {
    return json.flag("scanners_only");
  }

  /** Whether scanners are among them. */
  public boolean showsScanners() {
    return json.flag("show_scanners");
  }

  /** Whether several may be deleted at once. */
  public boolean bulkDelete() {
    return json.flag("bulk_delete");
  }
}
