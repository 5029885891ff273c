package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an OAuth 1.0a signature covers.
 *
 * @param baseUrl scheme and authority as they are configured
 * @param path as sent
 * @param query as sent, empty when there is none
 * @param form the body as sent when it is a form, else empty
 * @param parameters the header's parameters, decoded, without the realm and the signature
 */
record SignedRequest(
    String method,
    String baseUrl,
    String path,
    String query,
    String form,
    Map<String, String> parameters) {

  private record Pair(String name, String value) {
    Pair map(UnaryOperator<String> change) {
      return new Pair(change.apply(name), change.apply(value));
    }
  }

  /** UTF-8 bytes without sign sort as code points do. */
  private static final Comparator<String> BY_CODE_POINT =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::name, BY_CODE_POINT).thenComparing(Pair::value, BY_CODE_POINT);

  /** The URL without query; the host in lower case, the port only when it is not the scheme's. */
  String url() {
    return BaseStrings.normal(URI.create(baseUrl)) + path;
  }

  /** The URL without query as a client holds it that does not know about such rules. */
  String givenUrl() {
    return baseUrl + path;
  }

  /** The parameters and the pairs of query and form exactly as they were sent. */
  String rawList() {
    return join(Stream.concat(header(), sent()));
  }

  /** The parameters and the decoded pairs of query and form. */
  String decodedList() {
    return join(Stream.concat(header(), sent().map(pair -> pair.map(SignedRequest::decode))));
  }

  /** As {@link #decodedList}, every name and value encoded before they are sorted and joined. */
  String encodedList() {
    return join(
        Stream.concat(header(), sent().map(pair -> pair.map(SignedRequest::decode)))
            .map(pair -> pair.map(PercentCoding::encode)));
  }

  /** The parameters alone. */
  String headerList() {
    return join(header());
  }

  private Stream<Pair> header() {
    return parameters.entrySet().stream().map(entry -> new Pair(entry.getKey(), entry.getValue()));
  }

  private Stream<Pair> sent() {
    List<Pair> pairs = new ArrayList<>();
    for (String encoded : List.of(query, form)) {
      for (String pair : encoded.split("&")) {
        int equals = pair.indexOf('=');
        if (equals >= 0) {
          pairs.add(new Pair(pair.substring(0, equals), pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
          pairs.add(new Pair(pair, ""));
        }
      }
    }
    return pairs.stream();
  }

  private static String join(Stream<Pair> pairs) {
    return pairs
        .sorted(ORDER)
        .map(pair -> pair.name() + "=" + pair.value())
        .collect(Collectors.joining("&"));
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Answer.errorWithStatus(400, "Bad Request: malformed percent-encoding"));
    }
  }
}
