package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.model.ClearingStatus;
import java.util.List;

/** Shows accounts. */
final class AccountsView {

  private AccountsView() {}

  static Answer answer(List<Account> accounts) {
    ObjectNode document = Json.object();
    document.set("accounts", json(accounts));
    return Answer.of(document, table(accounts), "The login has no account.");
  }

  static ArrayNode json(List<Account> accounts) {
    ArrayNode list = Json.array();
    for (Account account : accounts) {
      ObjectNode node = list.addObject();
      node.put("id", account.id());
      Json.put(node, "title", account.title());
      Json.put(node, "alias", account.alias());
      Json.put(node, "type", account.type());
      Json.put(node, "currency", account.currency());
      Json.put(node, "tradingType", account.tradingType());
      Json.put(node, "entity", account.ibEntity());
      Json.put(node, "status", account.clearingStatus().map(ClearingStatus::code));
    }
    return list;
  }

  static Table table(List<Account> accounts) {
    Table table =
        new Table()
            .text("ACCOUNT")
            .elasticText("NAME")
            .text("TYPE")
            .text("CURRENCY")
            .text("PERMISSIONS");
    for (Account account : accounts) {
      table.row(
          account.id(),
          account.alias().or(account::displayName).or(account::title).orElse("-"),
          account.type().orElse("-"),
          account.currency().orElse("-"),
          account.tradingType().orElse("-"));
    }
    return table;
  }
}
