package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.model.AccountSummary;
import io.github.ibkrauth.ibkr.model.Acknowledgement;
import io.github.ibkrauth.ibkr.model.Allocation;
import io.github.ibkrauth.ibkr.model.ComboPosition;
import io.github.ibkrauth.ibkr.model.Ledger;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.model.PositionsByAccount;
import io.github.ibkrauth.ibkr.model.RealTimePosition;
import io.github.ibkrauth.ibkr.model.SubaccountPage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Balances, positions and allocation. These calls need no brokerage session. The broker wants the
 * list of accounts to be asked for once in a session before it tells about one of them: that is
 * done by itself, and again when the broker has forgotten it.
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for
 * a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class PortfolioEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public PortfolioEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns the accounts of the user. At most one call in five seconds. */
  public List<Account> accounts() {
    return calls.call(
        ApiRequest.to(Endpoints.PORTFOLIO_ACCOUNTS), body -> IbkrJson.list(body, Account::new));
  }

  /**
   * Returns up to a hundred accounts below an adviser's or broker's. At most one in five seconds.
   */
  public List<Account> subaccounts() {
    return calls.call(
        ApiRequest.to(Endpoints.SUBACCOUNTS), body -> IbkrJson.list(body, Account::new));
  }

  /**
   * Returns one page of the accounts in a large structure.
   *
   * @param page from 0
   */
  public SubaccountPage subaccounts(int page) {
    return calls.call(
        ApiRequest.to(Endpoints.SUBACCOUNTS_PAGE)
            .query("page", String.valueOf(Check.atLeastZero("page", page))),
        body -> {
          SubaccountPage answer = new SubaccountPage(body);
          // Reads the list at once, so that a body without one is told as such.
          answer.accounts();
          return answer;
        });
  }

  /**
   * Returns the accounts on all those pages. Lazy: a page is asked for when the stream gets there,
   * so exceptions come out of the stream's operations.
   */
  public Stream<Account> allSubaccounts() {
    return Pages.of(
        page -> {
          SubaccountPage answer = subaccounts(page);
          long size = answer.page().isPresent() ? pageSize(answer) : Long.MAX_VALUE;
          return new Pages.Page<>(answer.accounts(), size);
        },
        Account::id);
  }

  /** Returns what an account is. */
  public Account meta(String accountId) {
    return calls.call(of(Endpoints.META, accountId), body -> IbkrJson.object(body, Account::new));
  }

  /** Returns the figures of an account: net liquidation value, margin, funds. */
  public AccountSummary summary(String accountId) {
    return calls.call(
        of(Endpoints.SUMMARY, accountId), body -> IbkrJson.object(body, AccountSummary::new));
  }

  /** Returns the balances of an account by currency. */
  public Ledger ledger(String accountId) {
    return calls.call(of(Endpoints.LEDGER, accountId), body -> IbkrJson.object(body, Ledger::new));
  }

  /** Returns how an account is spread over asset classes, sectors and groups. */
  public Allocation allocation(String accountId) {
    return calls.call(
        of(Endpoints.ALLOCATION, accountId), body -> IbkrJson.object(body, Allocation::new));
  }

  /** Returns how the accounts that are chosen at the broker are spread together. */
  public Allocation allocation() {
    return calls.call(
        ApiRequest.to(Endpoints.ALLOCATION_OF_CURRENT),
        body -> IbkrJson.object(body, Allocation::new));
  }

  /**
   * Returns how several accounts together are spread.
   *
   * @param accountIds at least one
   */
  public Allocation allocation(List<String> accountIds) {
    List<String> some = Check.some("accountIds", accountIds, Integer.MAX_VALUE);
    JsonObject wish = JsonObject.builder().put("acctIds", JsonArray.ofTexts(some)).build();
    return calls.call(
        ApiRequest.to(Endpoints.ALLOCATION_OF_ALL).body(wish),
        body -> IbkrJson.object(body, Allocation::new));
  }

  /**
   * Returns all positions of an account. Lazy: a page of up to a hundred is asked for when the
   * stream gets there, so exceptions come out of the stream's operations. It ends at the first page
   * that is empty, short, or brings nothing new.
   */
  public Stream<Position> positions(String accountId) {
    Objects.requireNonNull(accountId, "accountId");
    return Pages.of(
        page -> {
          List<Position> positions = positions(accountId, page);
          return new Pages.Page<>(positions, pageSize(positions));
        },
        position -> List.of(position.accountId(), position.conid(), position.model().orElse("")));
  }

  /**
   * Returns one page of the positions of an account.
   *
   * @param page from 0
   */
  public List<Position> positions(String accountId, int page) {
    return calls.call(
        of(Endpoints.POSITIONS, accountId)
            .path("pageId", String.valueOf(Check.atLeastZero("page", page))),
        body -> IbkrJson.list(body, Position::new));
  }

  /**
   * Returns the position of an account in one contract; empty when it holds none, several when it
   * holds it in several models.
   */
  public List<Position> position(String accountId, long conid) {
    return calls.call(
        of(Endpoints.POSITION, accountId).path("conid", Check.conid(conid)),
        body -> IbkrJson.list(body, Position::new));
  }

  /** Returns the positions of all accounts in one contract. */
  public PositionsByAccount positionsIn(long conid) {
    return calls.call(
        ApiRequest.to(Endpoints.POSITIONS_BY_CONID).path("conid", Check.conid(conid)),
        body -> IbkrJson.object(body, PositionsByAccount::new));
  }

  /** Makes the broker forget the positions it has cached for an account. */
  public Acknowledgement invalidatePositions(String accountId) {
    return calls.call(
        of(Endpoints.INVALIDATE_POSITIONS, accountId),
        body -> IbkrJson.object(body, Acknowledgement::new));
  }

  /**
   * Returns the positions of an account that belong to combinations.
   *
   * @param noCache whether the broker must look anew instead of in its cache
   */
  public List<ComboPosition> comboPositions(String accountId, boolean noCache) {
    ApiRequest request = of(Endpoints.COMBO_POSITIONS, accountId);
    return calls.call(
        noCache ? request.query("nocache", "true") : request,
        body -> IbkrJson.list(body, ComboPosition::new));
  }

  /** Returns the positions of an account nearly in real time, all in one answer. */
  public List<RealTimePosition> realTimePositions(String accountId) {
    return calls.call(
        of(Endpoints.REAL_TIME_POSITIONS, accountId),
        body -> IbkrJson.list(body, RealTimePosition::new));
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint)
        .path("accountId", Objects.requireNonNull(accountId, "accountId"));
  }

  private static long pageSize(List<Position> positions) {
    return positions.isEmpty() ? 1 : positions.get(0).pageSize().orElse(Pages.USUAL_SIZE);
  }

  private static long pageSize(SubaccountPage answer) {
    return answer.page().orElseThrow().pageSize().orElse(1);
  }
}
