package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  private final FrameReader reader = new FrameReader();

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void read_whenMarketData_givesTheFieldsAsTheyWereSent() {
    byte[] message =
        bytes(
            "{'server_id':'q0','conidEx':'265598','conid':265598,'_updated':1702334859712,"
                + "'6119':'q0','31':'193.18','84':'193.0600','7762':123456789,'86':null,"
                + "'topic':'smd+265598'}");

    Frame frame = reader.read(message).orElseThrow();
    MarketData prices = reader.marketData(message).orElseThrow();

    assertThat(frame.topic()).isEqualTo("smd+265598");
    assertThat(frame.prices()).isEqualTo(prices);
    assertThat(prices.conid()).isEqualTo(265598);
    assertThat(prices.last().value()).isEqualByComparingTo("193.18");
    assertThat(prices.text(MarketDataField.BID)).contains("193.0600");
    assertThat(prices.text(MarketDataField.VOLUME_LONG)).contains("123456789");
    assertThat(prices.has(MarketDataField.ASK)).isFalse();
    assertThat(prices.ask().isMissing()).isTrue();
    assertThat(prices.updatedAt())
        .hasValueSatisfying(at -> assertThat(at).isEqualTo("2023-12-11T22:47:39.712Z"));
    assertThat(reader.read(new String(message, StandardCharsets.UTF_8)).orElseThrow().prices())
        .isEqualTo(prices);
  }

  @Test
  void read_whenMarketDataNameAnExchange_keepsTheTarget() {
    Frame frame =
        reader
            .read(bytes("{'topic':'smd+8314@NYSE','conidEx':'8314','conid':8314,'31':'1'}"))
            .orElseThrow();

    assertThat(frame.topic()).isEqualTo("smd+8314@NYSE");
  }

  @Test
  void read_whenMarketDataHaveManyFieldsAndNestedOnes_givesAllThatAreFlat() {
    String fields =
        IntStream.range(7000, 7060)
            .mapToObj(tag -> "'" + tag + "':'" + tag + "'")
            .collect(Collectors.joining(","));
    MarketData prices =
        reader
            .marketData(bytes("{'1':{'x':[1,2]},'conid':1," + fields + ",'topic':'smd+1'}"))
            .orElseThrow();

    assertThat(prices.fields()).hasSize(60).containsEntry(new MarketDataField("7059"), "7059");
  }

  @Test
  void read_whenBytesAreNoUtf8_readsTheRest() {
    byte[] message = bytes("{'conid':1,'55':'A?B','31':'2','topic':'smd+1'}");
    for (int i = 0; i < message.length; i++) {
      if (message[i] == '?') {
        message[i] = (byte) 0xC3;
      }
    }

    MarketData prices = reader.read(message).orElseThrow().prices();

    assertThat(prices).isNotNull();
    assertThat(prices.last()).hasToString("2");
    assertThat(prices.text(MarketDataField.SYMBOL)).contains("A\uFFFDB");
  }

  @Test
  void read_whenAnotherTopic_givesTheWholeMessage() {
    Frame frame =
        reader.read(bytes("{'args':[{'orderId':1}],'31':'x','topic':'sor'}")).orElseThrow();

    assertThat(frame.topic()).isEqualTo("sor");
    assertThat(frame.prices()).isNull();
    assertThat(frame.json().values("args")).hasSize(1);
  }

  @Test
  void read_whenMarketDataAreRefused_keepsTheError() {
    Frame frame = reader.read(bytes("{'topic':'smd+1','conid':1,'error':'no'}")).orElseThrow();

    assertThat(frame.prices()).isNull();
    assertThat(frame.json().text("error")).contains("no");
  }

  @Test
  void read_whenNoObject_givesNothing() {
    assertThat(reader.read(new byte[] {1, 2, (byte) 0xFF, 3})).isEmpty();
    assertThat(reader.read(new byte[0])).isEmpty();
    assertThat(reader.read("[]")).isEmpty();
    assertThat(reader.read("")).isEmpty();
    assertThat(reader.read("{\"topic\":\"smd+1\",\"conid\":1")).isEmpty();
    assertThat(reader.read("{\"topic\":\"smd+1\",\"conid\":1,\"31\":\"1\"} trailing")).isEmpty();
  }
}
