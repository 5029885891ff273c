package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes the base strings a request may have been signed with: one per base URL and profile. Both
 * are settings; the Host header, which a caller may choose, is not read.
 */
final class BaseStrings {
  private final List<String> baseUrls;
  private final Set<BaseStringProfile> profiles;

  BaseStrings(List<URI> baseUrls, Set<BaseStringProfile> profiles) {
    this.baseUrls = baseUrls.stream().map(BaseStrings::origin).distinct().toList();
    this.profiles = Set.copyOf(profiles);
  }

  Set<String> of(Call call, Map<String, String> parameters) {
    boolean isForm = call.mediaType().equals("application/x-www-form-urlencoded");
    String form = isForm ? call.text() : "";
    Set<String> candidates = new LinkedHashSet<>();
    for (String baseUrl : baseUrls) {
      SignedRequest request =
          new SignedRequest(call.method(), baseUrl, call.rawPath(), call.query(), form, parameters);
      profiles.forEach(profile -> candidates.add(profile.text(request)));
    }
    return candidates;
  }

  /** Scheme and authority as they are given. */
  private static String origin(URI uri) {
    normal(uri);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** Scheme and host in lower case, the port when it is not the scheme's own, no path. */
  static String normal(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("not an absolute http or https URL: " + uri);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean defaultPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return scheme + "://" + host + (defaultPort ? "" : ":" + uri.getPort());
  }
}
