package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.List;

/** What can be placed in one go: an order, a bracket, or a group of which one cancels the rest. */
@ApiLevel(ApiLevel.Kind.API)
public sealed interface OrderPlan permits OrderRequest, Bracket, OneCancelsAll {

  /** Returns the orders, in the order in which they are sent. */
  List<OrderRequest> orders();
}
