package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Allocation groups and model portfolios of advisers. */
final class AdvisorCatalog {

  private static final Listing LIST = new Listing(Group.ADVISOR);

  static final Endpoint ACCOUNTS = LIST.add(LIST.brokerGet("/iserver/account/allocation/accounts"));
  static final Endpoint GROUPS = LIST.add(LIST.brokerGet("/iserver/account/allocation/group"));
  static final Endpoint GROUP =
      LIST.add(LIST.brokerAsk("/iserver/account/allocation/group/single"));
  static final Endpoint ADD_GROUP =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/allocation/group"));
  static final Endpoint CHANGE_GROUP =
      LIST.add(LIST.brokerWrite("PUT", "/iserver/account/allocation/group"));
  static final Endpoint DELETE_GROUP =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/allocation/group/delete"));
  static final Endpoint PRESETS = LIST.add(LIST.brokerGet("/iserver/account/allocation/presets"));
  static final Endpoint SET_PRESETS =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/allocation/presets"));
  static final Endpoint MODEL_PRESETS = LIST.add(LIST.ask("/fa/fa-preset/get"));
  static final Endpoint SET_MODEL_PRESETS = LIST.add(LIST.write("POST", "/fa/fa-preset/save"));
  static final Endpoint MODELS = LIST.add(LIST.ask("/fa/model/list"));
  static final Endpoint MODEL = LIST.add(LIST.ask("/fa/model/summary"));
  static final Endpoint MODEL_POSITIONS = LIST.add(LIST.ask("/fa/model/positions"));
  static final Endpoint MODEL_ACCOUNTS = LIST.add(LIST.ask("/fa/model/accounts-details"));
  static final Endpoint MODEL_INVESTED = LIST.add(LIST.ask("/fa/model/invest-divest-positions"));
  static final Endpoint SAVE_MODEL = LIST.add(LIST.write("POST", "/fa/model/save"));
  static final Endpoint INVEST = LIST.add(LIST.write("POST", "/fa/model/invest-divest"));
  static final Endpoint SUBMIT = LIST.add(LIST.write("POST", "/fa/model/submit-transfers"));

  private AdvisorCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
