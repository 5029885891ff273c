package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Money and positions in and out; below {@code /gw/api}. */
final class BankingCatalog {

  private static final Listing LIST = new Listing(Group.ACCOUNT_MANAGEMENT);

  static final Endpoint BALANCES =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/balances/query")
              .takes(BodyKind.SIGNED)
              .scopes("balances.read"));
  static final Endpoint BANK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/bank-instructions")
              .takes(BodyKind.SIGNED)
              .scopes("bank-instructions.write"));
  static final Endpoint QUERY_BANK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/bank-instructions/query")
              .takes(BodyKind.SIGNED)
              .scopes("bank-instructions.read"));
  static final Endpoint BANK_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/bank-instructions:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("bank-instructions.write"));
  static final Endpoint CASH_OUT =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/external-cash-transfers")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint QUERY_CASH =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/external-cash-transfers/query")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.read"));
  static final Endpoint CASH_OUT_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/external-cash-transfers:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint ASSETS_OUT =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/external-asset-transfers")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint ASSETS_OUT_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/external-asset-transfers:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint CASH =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/internal-cash-transfers")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint CASH_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/internal-cash-transfers:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint ASSETS =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/internal-asset-transfers")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint ASSETS_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/internal-asset-transfers:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("transfers.write"));
  static final Endpoint CANCEL =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/instructions/cancel")
              .takes(BodyKind.SIGNED)
              .scopes("instructions.write"));
  static final Endpoint CANCEL_BULK =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/instructions/cancel:bulk")
              .takes(BodyKind.SIGNED)
              .scopes("instructions.write"));
  static final Endpoint QUERY =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/instructions/query")
              .takes(BodyKind.SIGNED)
              .scopes("instructions.read"));
  static final Endpoint INSTRUCTION =
      LIST.add(LIST.get("/gw/api/v1/instructions/{instructionId}").scopes("instructions.read"));
  static final Endpoint CLIENT_INSTRUCTION =
      LIST.add(
          LIST.get("/gw/api/v1/client-instructions/{clientInstructionId}")
              .scopes("instructions.read"));
  static final Endpoint INSTRUCTION_SET =
      LIST.add(
          LIST.get("/gw/api/v1/instruction-sets/{instructionSetId}").scopes("instructions.read"));

  private BankingCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
