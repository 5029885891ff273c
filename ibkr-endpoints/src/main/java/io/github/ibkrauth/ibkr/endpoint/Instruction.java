package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One instruction about money, positions or banks. Every one has an id that the client gives it and
 * that is never used twice: by it {@link BankingEndpoints#byClientId} tells what became of it when
 * no answer came. Immutable.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Instruction {

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]+");
  private static final String CLIENT_ID = "clientInstructionId";

  private final String type;
  private final JsonObject fields;

  private Instruction(String type, JsonObject fields) {
    this.type = type;
    this.fields = fields;
  }

  /**
   * Returns any instruction.
   *
   * @param type the broker's name, such as {@code "ACH_INSTRUCTION"}
   * @param fields as documented, {@code clientInstructionId} among them
   */
  public static Instruction of(String type, JsonObject fields) {
    Check.form("type", type, TYPE, "a name in capital letters");
    if (!Objects.requireNonNull(fields, "fields").num(CLIENT_ID).isPresent()) {
      throw new IllegalArgumentException("fields has no " + CLIENT_ID + ".");
    }
    return new Instruction(type, fields);
  }

  /** Moves cash between two accounts of the same client. */
  public static Instruction internalCash(
      long clientInstructionId, String from, String to, BigDecimal amount, String currency) {
    if (Check.text("from", from).equals(Check.text("to", to))) {
      throw new IllegalArgumentException("from and to are the same account.");
    }
    return new Instruction(
        "INTERNAL_CASH_TRANSFER",
        numbered(clientInstructionId)
            .put("sourceAccountId", from)
            .put("targetAccountId", to)
            .put("amount", Check.aboveZero("amount", amount))
            .put("currency", currency(currency))
            .build());
  }

  /** Moves a position between two accounts of the same client. */
  public static Instruction internalPosition(
      long clientInstructionId,
      String from,
      String to,
      long conid,
      BigDecimal quantity,
      String currency) {
    if (Check.text("from", from).equals(Check.text("to", to))) {
      throw new IllegalArgumentException("from and to are the same account.");
    }
    Check.conid(conid);
    return new Instruction(
        "INTERNAL_POSITION_TRANSFER",
        numbered(clientInstructionId)
            .put("sourceAccountId", from)
            .put("targetAccountId", to)
            .put("transferQuantity", Check.aboveZero("quantity", quantity))
            .put(
                "tradingInstrument",
                JsonObject.builder()
                    .put("conid", conid)
                    .put("currency", currency(currency))
                    .build())
            .build());
  }

  /** Calls another instruction off. */
  public static Instruction cancel(long clientInstructionId, long instructionId, String reason) {
    return new Instruction(
        "CANCEL_INSTRUCTION",
        numbered(clientInstructionId)
            .put("instructionId", Check.id("instructionId", instructionId))
            .put("reason", Check.text("reason", reason))
            .build());
  }

  /** Asks for the bank instructions of an account. */
  public static Instruction bankInstructions(
      long clientInstructionId, String accountId, String method) {
    return new Instruction(
        "QUERY_BANK_INSTRUCTION",
        about(clientInstructionId, accountId)
            .put("bankInstructionMethod", Check.text("method", method))
            .build());
  }

  /** Asks how much can be withdrawn from an account in a currency. */
  public static Instruction withdrawableFunds(
      long clientInstructionId, String accountId, String currency) {
    return new Instruction(
        "QUERY_WITHDRAWABLE_FUNDS",
        about(clientInstructionId, accountId).put("currency", currency(currency)).build());
  }

  /** Asks how much can be withdrawn from an account, and what its equity is. */
  public static Instruction withdrawableCash(
      long clientInstructionId, String accountId, String currency) {
    return new Instruction(
        "QUERY_WITHDRAWABLE_CASH_EQUITY",
        about(clientInstructionId, accountId).put("currency", currency(currency)).build());
  }

  /** Asks for the instructions of an account in the last days. */
  public static Instruction recent(long clientInstructionId, String accountId, int days) {
    return new Instruction(
        "QUERY_RECENT_INSTRUCTIONS",
        about(clientInstructionId, accountId)
            .put(
                "transactionHistory",
                JsonObject.builder()
                    .put("daysToGoBack", Check.within("days", days, 1, 36_500))
                    .build())
            .build());
  }

  /** Returns the broker's name for the kind of instruction. */
  public String type() {
    return type;
  }

  /** Returns what it says. */
  public JsonObject fields() {
    return fields;
  }

  /** Returns the kind and the client's id. */
  @Override
  public String toString() {
    return "Instruction(" + type + ", " + fields.num(CLIENT_ID) + ")";
  }

  private static JsonObject.Builder about(long clientInstructionId, String accountId) {
    return numbered(clientInstructionId).put("accountId", Check.text("accountId", accountId));
  }

  private static JsonObject.Builder numbered(long clientInstructionId) {
    return JsonObject.builder()
        .put(CLIENT_ID, Check.id("clientInstructionId", clientInstructionId));
  }

  private static String currency(String currency) {
    return Check.form("currency", currency, CURRENCY, "three capital letters such as USD");
  }
}
