package io.github.ibkrauth.ibkr.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages. Market data, of which there are many, go from the parser straight into their
 * record; a message that turns out to be about another topic is then read as a whole. Bytes that
 * are no UTF-8 are read as replacement characters. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class FrameReader {

  private static final String MARKET_DATA = "smd+";
  private static final int USUAL_FIELDS = 16;
  private static final int LONGEST_TAG = 6;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  /** Creates a reader. */
  public FrameReader() {}

  /** Reads market data; empty when the message is anything else. */
  public Optional<MarketData> marketData(byte[] message) {
    try (JsonParser parser = FACTORY.createParser(message)) {
      return Optional.ofNullable(prices(parser));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads a binary message; empty when it is no JSON object. */
  Optional<Frame> read(byte[] message) {
    MarketData prices;
    try (JsonParser parser = FACTORY.createParser(message)) {
      prices = prices(parser);
    } catch (IOException e) {
      // Perhaps no UTF-8: decoding leniently puts replacement characters in place of what is none.
      return read(new String(message, StandardCharsets.UTF_8));
    }
    return prices == null ? whole(() -> IbkrJson.read(message)) : of(prices);
  }

  /** Reads a text message; empty when it is no JSON object. */
  Optional<Frame> read(String message) {
    MarketData prices;
    try (JsonParser parser = FACTORY.createParser(message)) {
      prices = prices(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
    return prices == null ? whole(() -> IbkrJson.read(message)) : of(prices);
  }

  private static Optional<Frame> of(MarketData prices) {
    String target = prices.contract().orElseGet(() -> Long.toString(prices.conid()));
    return Optional.of(new Frame(MARKET_DATA + target, prices, JsonObject.empty()));
  }

  private static Optional<Frame> whole(Source source) {
    try {
      return source
          .read()
          .asObject()
          .map(json -> new Frame(json.text("topic").orElse(""), null, json));
    } catch (UnreadableBodyException e) {
      return Optional.empty();
    }
  }

  /** Returns market data, or null when the message is something else. */
  private static @Nullable MarketData prices(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    int[] tags = new int[USUAL_FIELDS];
    String[] values = new String[USUAL_FIELDS];
    int size = 0;
    long conid = 0;
    long updated = 0;
    String contract = null;
    String topic = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (!token.isScalarValue()) {
        parser.skipChildren();
        continue;
      }
      int tag = tag(name);
      if (tag >= 0) {
        if (token == JsonToken.VALUE_NULL) {
          continue;
        }
        if (size == tags.length) {
          tags = Arrays.copyOf(tags, 2 * size);
          values = Arrays.copyOf(values, 2 * size);
        }
        tags[size] = tag;
        values[size++] = parser.getText();
        continue;
      }
      switch (name) {
        case "topic" -> {
          topic = parser.getText();
          if (!topic.startsWith(MARKET_DATA)) {
            return null;
          }
        }
        case "conid" -> conid = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
        case "conidEx" -> contract = parser.getText();
        case "_updated" ->
            updated = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
        case "error" -> {
          return null;
        }
        default -> {}
      }
    }
    if (topic == null || parser.nextToken() != null) {
      return null;
    }
    String target = topic.substring(MARKET_DATA.length());
    long named = conid == 0 ? conid(target) : conid;
    return named == 0
        ? null
        : new MarketData(
            named, target.equals(contract) ? contract : target, updated, tags, values, size);
  }

  /** Returns the tag that a name is, or -1 when it is none. */
  private static int tag(String name) {
    int length = name.length();
    if (length == 0 || length > LONGEST_TAG) {
      return -1;
    }
    int tag = 0;
    for (int i = 0; i < length; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      tag = 10 * tag + digit;
    }
    return tag;
  }

  /** Returns the contract id that a target begins with, or 0 when it begins with none. */
  private static long conid(String target) {
    int end = target.indexOf('@');
    try {
      return Long.parseLong(end < 0 ? target : target.substring(0, end));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Reads a message as a whole. */
  private interface Source {
    JsonValue read();
  }
}
