package com.example.portfolio;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.model.Account;

/** Prints what each account is worth. Knows nothing of how it is let in. */
public final class Main {

  private Main() {}

  /** Runs with the settings of the working directory. */
  public static void main(String[] args) {
    try (IbkrClient ibkr = IbkrClient.connect(AuthConfig.load())) {
      System.out.println("strategy " + ibkr.authSession().strategyId());
      for (Account account : ibkr.portfolio().accounts()) {
        System.out.println(
            "account "
                + account.id()
                + " "
                + ibkr.portfolio().summary(account.id()).netLiquidation());
      }
    }
  }
}
