package com.example.portfolio;

import com.example.housekey.HouseGateway;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import java.nio.charset.StandardCharsets;

/** The house's gateway's way to the broker: its own login, which no program of the house sees. */
record SignedForward(IbkrClient ibkr) implements HouseGateway.Broker {

  private static final String API = "/v1/api";

  @Override
  public HouseGateway.Reply answer(String method, String pathAndQuery, byte[] body) {
    String text = body.length == 0 ? null : new String(body, StandardCharsets.UTF_8);
    RawAnswer answer = ibkr.call(method, pathAndQuery.substring(API.length()), text);
    return new HouseGateway.Reply(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
