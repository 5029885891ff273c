package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.InstructionReplies;
import io.github.ibkrauth.ibkr.model.InstructionReply;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Moving money and positions. An instruction goes out once; when no answer came, {@link
 * #byClientId} tells whether it arrived. An answer says how the instruction stands: pending ones
 * are asked for again later. Immutable and thread-safe; each call may throw {@link
 * io.github.ibkrauth.ibkr.IbkrException} and {@link io.github.ibkrauth.auth.error.AuthException},
 * and {@link IllegalArgumentException} for an instruction that the endpoint does not take.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class BankingEndpoints {

  private static final Set<String> BANK =
      Set.of(
          "ACH_INSTRUCTION",
          "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION",
          "DELETE_BANK_INSTRUCTION",
          "PREDEFINED_DESTINATION_INSTRUCTION",
          "EDDA_INSTRUCTION");
  private static final Set<String> BANK_QUERIES =
      Set.of(
          "QUERY_BANK_INSTRUCTION",
          "QUERY_RECENT_RECURRING_EVENTS",
          "QUERY_RECURRING_INSTRUCTIONS");
  private static final Set<String> EXTERNAL_CASH = Set.of("DEPOSIT", "WITHDRAWAL");
  private static final Set<String> CASH_QUERIES =
      Set.of("QUERY_WITHDRAWABLE_FUNDS", "QUERY_IRA_CONTRIBUTIONS");
  private static final Set<String> EXTERNAL_ASSETS =
      Set.of("DWAC", "FOP", "COMPLEX_ASSET_TRANSFER", "EXTERNAL_POSITION_TRANSFER");
  private static final Set<String> INTERNAL_CASH = Set.of("INTERNAL_CASH_TRANSFER");
  private static final Set<String> INTERNAL_ASSETS = Set.of("INTERNAL_POSITION_TRANSFER");
  private static final Set<String> CANCEL = Set.of("CANCEL_INSTRUCTION");
  private static final Set<String> RECENT = Set.of("QUERY_RECENT_INSTRUCTIONS");
  private static final Set<String> BALANCES = Set.of("QUERY_WITHDRAWABLE_CASH_EQUITY");

  private final ApiCalls calls;

  BankingEndpoints(ApiCalls calls) {
    this.calls = calls;
  }

  /** Returns what can be withdrawn from an account, and its equity. */
  public InstructionReply balances(Instruction query) {
    return one(BankingCatalog.BALANCES, BALANCES, query);
  }

  /** Makes, verifies or deletes a bank instruction. */
  public InstructionReply bankInstruction(Instruction instruction) {
    return one(BankingCatalog.BANK, BANK, instruction);
  }

  /** The same for several at once, all of one kind. */
  public InstructionReplies bankInstructions(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.BANK_BULK, BANK, instructions);
  }

  /** Returns the bank instructions of an account. */
  public InstructionReply queryBankInstructions(Instruction query) {
    return one(BankingCatalog.QUERY_BANK, BANK_QUERIES, query);
  }

  /** Announces a deposit or asks for a withdrawal. */
  public InstructionReply externalCash(Instruction instruction) {
    return one(BankingCatalog.CASH_OUT, EXTERNAL_CASH, instruction);
  }

  /** The same for several at once, all of one kind. */
  public InstructionReplies externalCash(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.CASH_OUT_BULK, EXTERNAL_CASH, instructions);
  }

  /** Returns what can be withdrawn, or what was contributed to a retirement account. */
  public InstructionReply queryExternalCash(Instruction query) {
    return one(BankingCatalog.QUERY_CASH, CASH_QUERIES, query);
  }

  /** Moves positions from or to another broker. */
  public InstructionReply externalAssets(Instruction instruction) {
    return one(BankingCatalog.ASSETS_OUT, EXTERNAL_ASSETS, instruction);
  }

  /** The same for several at once, all of one kind. */
  public InstructionReplies externalAssets(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.ASSETS_OUT_BULK, EXTERNAL_ASSETS, instructions);
  }

  /** Moves cash between two accounts at the broker. */
  public InstructionReply internalCash(Instruction instruction) {
    return one(BankingCatalog.CASH, INTERNAL_CASH, instruction);
  }

  /** The same for several at once. */
  public InstructionReplies internalCash(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.CASH_BULK, INTERNAL_CASH, instructions);
  }

  /** Moves a position between two accounts at the broker. */
  public InstructionReply internalAssets(Instruction instruction) {
    return one(BankingCatalog.ASSETS, INTERNAL_ASSETS, instruction);
  }

  /** The same for several at once. */
  public InstructionReplies internalAssets(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.ASSETS_BULK, INTERNAL_ASSETS, instructions);
  }

  /** Calls an instruction off. */
  public InstructionReply cancel(Instruction cancellation) {
    return one(BankingCatalog.CANCEL, CANCEL, cancellation);
  }

  /** The same for several at once. */
  public InstructionReplies cancel(Collection<Instruction> instructions) {
    return bulk(BankingCatalog.CANCEL_BULK, CANCEL, instructions);
  }

  /**
   * Asks for the instructions of an account in the last days. The answer is being made at first:
   * ask for it by its id after a minute; until then no other such question is taken.
   */
  public InstructionReply recent(Instruction query) {
    return one(BankingCatalog.QUERY, RECENT, query);
  }

  /** Returns how an instruction stands, by the broker's id. */
  public InstructionReply byId(long instructionId) {
    return get(BankingCatalog.INSTRUCTION, "instructionId", instructionId);
  }

  /** Returns how an instruction stands, by the client's id. */
  public InstructionReply byClientId(long clientInstructionId) {
    return get(BankingCatalog.CLIENT_INSTRUCTION, "clientInstructionId", clientInstructionId);
  }

  /** Returns how the instructions of a set stand. */
  public InstructionReplies set(long instructionSetId) {
    return calls.call(
        ApiRequest.to(BankingCatalog.INSTRUCTION_SET)
            .path(
                "instructionSetId", String.valueOf(Check.id("instructionSetId", instructionSetId))),
        body -> IbkrJson.object(body, InstructionReplies::new));
  }

  private InstructionReply get(Endpoint endpoint, String name, long id) {
    return calls.call(
        ApiRequest.to(endpoint).path(name, String.valueOf(Check.id(name, id))),
        body -> IbkrJson.object(body, InstructionReply::new));
  }

  private InstructionReply one(Endpoint endpoint, Set<String> types, Instruction instruction) {
    JsonObject wish =
        JsonObject.builder()
            .put("instructionType", type(types, instruction))
            .put("instruction", instruction.fields())
            .build();
    return calls.call(
        ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, InstructionReply::new));
  }

  private InstructionReplies bulk(
      Endpoint endpoint, Set<String> types, Collection<Instruction> instructions) {
    List<Instruction> all = Check.some("instructions", instructions, Integer.MAX_VALUE);
    String type = type(types, all.get(0));
    if (all.stream().anyMatch(instruction -> !instruction.type().equals(type))) {
      throw new IllegalArgumentException("instructions must all be of one kind.");
    }
    JsonObject wish =
        JsonObject.builder()
            .put("instructionType", type)
            .put("instructions", JsonArray.of(all.stream().map(Instruction::fields).toList()))
            .build();
    return calls.call(
        ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, InstructionReplies::new));
  }

  private static String type(Set<String> types, Instruction instruction) {
    String type = Objects.requireNonNull(instruction, "instruction").type();
    if (!types.contains(type)) {
      throw new IllegalArgumentException(
          "instruction must be "
              + String.join(" or ", types.stream().sorted().toList())
              + ", not '"
              + type
              + "'.");
    }
    return type;
  }
}
