package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The archive of market data, which wants to be opened once in a brokerage session. It is opened
 * before the first call, and once more when it says that it is not open; all its calls only ask.
 * Thread-safe.
 */
final class Archive {

  private final ApiCalls calls;
  private final AtomicBoolean opened = new AtomicBoolean();

  Archive(ApiCalls calls) {
    this.calls = calls;
  }

  <T> T call(ApiRequest request, Function<JsonValue, T> reader) {
    if (!opened.get()) {
      open();
    }
    try {
      return calls.call(request, reader);
    } catch (NotFoundException | NoBrokerageSessionException closed) {
      open();
      return calls.call(request, reader);
    }
  }

  private void open() {
    calls.run(ApiRequest.to(MarketDataCatalog.ARCHIVE_INIT));
    opened.set(true);
  }
}
