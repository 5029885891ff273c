package io.github.ibkrauth.ibkr.simulator;

/**
 * A way to write the signature base string of an OAuth 1.0a request. IBKR's documents, its samples
 * and the clients in use disagree about the pairs of the query and of a form body; a request
 * without such pairs reads the same in all of them.
 */
public enum BaseStringProfile {
  /** The pairs as they are on the wire, the whole list encoded once: IBKR's OAuth guide. */
  RAW {
    @Override
    String text(SignedRequest request) {
      return join(request, request.url(), PercentCoding.encode(request.rawList()));
    }
  },
  /** The pairs decoded, the whole list encoded once: the guide in another reading. */
  DECODED {
    @Override
    String text(SignedRequest request) {
      return join(request, request.url(), PercentCoding.encode(request.decodedList()));
    }
  },
  /**
   * As {@link #RFC5849}, with the escapes of bar, comma and colon undone: IBKR's JavaScript demo.
   */
  JS_DEMO {
    @Override
    String text(SignedRequest request) {
      return RFC5849
          .text(request)
          .replace("%257C", "%7C")
          .replace("%252C", "%2C")
          .replace("%253A", "%3A");
    }
  },
  /** Every name and value encoded, then the whole list: RFC 5849 section 3.4.1. */
  RFC5849 {
    @Override
    String text(SignedRequest request) {
      return join(request, request.url(), PercentCoding.encode(request.encodedList()));
    }
  },
  /** The pairs left out: IBKR's Python and C# samples. */
  BARE_URL {
    @Override
    String text(SignedRequest request) {
      return joinPlus(request, request.givenUrl());
    }
  },
  /** The query kept in the URL: some third-party clients. */
  FULL_URL {
    @Override
    String text(SignedRequest request) {
      String query = request.query();
      return joinPlus(
          request, query.isEmpty() ? request.givenUrl() : request.givenUrl() + "?" + query);
    }
  };

  abstract String text(SignedRequest request);

  private static String join(SignedRequest request, String url, String encodedList) {
    return request.method() + "&" + PercentCoding.encode(url) + "&" + encodedList;
  }

  private static String joinPlus(SignedRequest request, String url) {
    return request.method()
        + "&"
        + PercentCoding.encodePlus(url)
        + "&"
        + PercentCoding.encodePlus(request.headerList());
  }
}
