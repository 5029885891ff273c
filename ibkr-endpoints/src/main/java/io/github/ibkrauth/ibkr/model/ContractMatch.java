package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An instrument, or an issuer of bonds, that a search found.
 *
 * @param json the object as the broker sent it
 */
public record ContractMatch(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ContractMatch {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id; 2147483647 for issuers of bonds, which is no contract. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The name and the exchange. */
  public Optional<String> companyHeader() {
    return json.text("companyHeader");
  }

  /** The name. */
  public Optional<String> companyName() {
    return json.text("companyName");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The exchange that lists it. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** Whether it may not be traded; empty when the broker leaves it open. */
  public Optional<Boolean> restricted() {
    return json.optionalFlag("restricted");
  }

  /** The days on which options on its futures expire. */
  public List<String> futureOptionExpiries() {
    return json.semicolonSeparated("fop");
  }

  /** The days on which options expire. */
  public List<String> optionExpiries() {
    return json.semicolonSeparated("opt");
  }

  /** The days on which warrants expire. */
  public List<String> warrantExpiries() {
    return json.semicolonSeparated("war");
  }

  /** What can be traded on it, by kind. */
  public List<ContractSection> sections() {
    return json.objects("sections", ContractSection::new);
  }

  /** The issuers of bonds. */
  public List<BondIssuer> issuers() {
    return json.objects("issuers", BondIssuer::new);
  }

  /** The broker's number for bonds. */
  public OptionalLong bondId() {
    return json.whole("bondid");
  }

  /** Returns what can be traded of one kind. */
  public Optional<ContractSection> section(AssetClass kind) {
    return sections().stream()
        .filter(section -> section.assetClass().filter(kind::equals).isPresent())
        .findFirst();
  }
}
