package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.List;

/** Orders of which the broker cancels the rest when one is filled. Immutable. */
@ApiLevel(ApiLevel.Kind.API)
public final class OneCancelsAll implements OrderPlan {

  private static final int MOST = 20;

  private final List<OrderRequest> orders;

  private OneCancelsAll(List<OrderRequest> orders) {
    this.orders = orders;
  }

  /**
   * Returns a group.
   *
   * @param orders two to twenty
   */
  public static OneCancelsAll of(OrderRequest... orders) {
    List<OrderRequest> all = Check.some("orders", List.of(orders), MOST);
    if (all.size() < 2) {
      throw new IllegalArgumentException("orders has one element; a group needs two at least.");
    }
    return new OneCancelsAll(all);
  }

  /** Returns the orders. */
  @Override
  public List<OrderRequest> orders() {
    return orders;
  }

  /** Returns the orders in words. */
  @Override
  public String toString() {
    return orders.toString();
  }
}
