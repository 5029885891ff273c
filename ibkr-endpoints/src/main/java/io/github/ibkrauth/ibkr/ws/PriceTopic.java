package io.github.ibkrauth.ibkr.ws;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Market data of one contract: the fields that any consumer wants, and what is known of them. */
final class PriceTopic extends ServerTopic<MarketData> {

  private final String target;
  private final List<int[]> wishes = new CopyOnWriteArrayList<>();
  private @Nullable MarketData known;

  /**
   * Creates it.
   *
   * @param target the contract id, with an exchange if one is wanted
   */
  PriceTopic(String target) {
    super("smd+" + target, Terms.MARKET_DATA);
    this.target = target;
  }

  /** Adds fields that a consumer wants; returns whether one of them is new. */
  boolean want(int[] tags) {
    int[] before = all();
    wishes.add(tags);
    return Arrays.stream(tags).anyMatch(tag -> Arrays.binarySearch(before, tag) < 0);
  }

  /** Forgets what a consumer wants. */
  void forget(int[] tags) {
    for (int[] wish : wishes) {
      if (wish == tags) {
        wishes.remove(wish);
        return;
      }
    }
  }

  private int[] all() {
    return wishes.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
  }

  @Override
  List<String> opening() {
    String fields =
        IntStream.of(all()).mapToObj(tag -> "\"" + tag + "\"").collect(Collectors.joining(","));
    return List.of("smd+" + target + "+{\"fields\":[" + fields + "]}");
  }

  @Override
  List<String> closing() {
    return List.of("umd+" + target + "+{}");
  }

  @Override
  List<MarketData> events(Frame frame) {
    MarketData news = frame.prices();
    if (news == null) {
      return List.of();
    }
    MarketData before = known;
    known = before == null ? news : before.with(news);
    return List.of(news);
  }

  @Override
  List<MarketData> known() {
    MarketData now = known;
    return now == null ? List.of() : List.of(now);
  }
}
