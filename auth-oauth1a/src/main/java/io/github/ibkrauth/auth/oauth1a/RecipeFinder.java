package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says which recipe signs a request. With a fixed recipe that is all; with {@code auto} it begins
 * with the first and, when a {@code GET} with a query is refused, sends that {@code GET} again
 * under each of the others until one is accepted. Thread-safe; only a search takes a lock.
 */
final class RecipeFinder {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth1a");
  private static final int UNAUTHORIZED = 401;

  /** What a search came to. */
  enum Outcome {
    /** Another recipe is accepted, and used from now on. */
    FOUND,
    /** The recipe is not what was refused. */
    NOT_THE_RECIPE
  }

  private final CallSigner signer;
  private final Wire wire;
  private final ReentrantLock searching = new ReentrantLock();
  private volatile BaseStringRecipe current;
  private volatile boolean settled;

  RecipeFinder(BaseStringRecipe configured, CallSigner signer, Wire wire) {
    this.signer = signer;
    this.wire = wire;
    this.settled = configured != BaseStringRecipe.AUTO;
    this.current = settled ? configured : BaseStringRecipe.candidates().get(0);
  }

  /** Returns the recipe in use. */
  BaseStringRecipe current() {
    return current;
  }

  /** Returns whether a refusal of that request may be due to the recipe. */
  boolean maySearch(SignableRequest refused) {
    return !settled
        && refused.method().equals("GET")
        && refused.uri().getRawQuery() != null
        && !refused.uri().getRawQuery().isEmpty();
  }

  /** Searches; sends up to one request for each recipe, and one without the query before. */
  Outcome search(SignableRequest refused, SigningCredential credential) {
    searching.lock();
    try {
      return settled ? Outcome.FOUND : searchAlone(refused.uri(), credential);
    } finally {
      searching.unlock();
    }
  }

  private Outcome searchAlone(URI uri, SigningCredential credential) {
    try {
      URI plain = URI.create(WireUrl.of(uri.toString()).bare());
      if (!accepted(plain, current, credential)) {
        return Outcome.NOT_THE_RECIPE;
      }
      Set<String> refused = new HashSet<>();
      refused.add(sample(current, uri, credential));
      for (BaseStringRecipe candidate : BaseStringRecipe.candidates()) {
        // Where two recipes give the same text, trying the second would tell nothing new.
        if (refused.add(sample(candidate, uri, credential))
            && accepted(uri, candidate, credential)) {
          current = candidate;
          settled = true;
          LOG.log(
              Level.INFO,
              "The broker accepts signatures of the recipe {0}; set base-string-recipe to it to"
                  + " spare the search",
              candidate.word());
          return Outcome.FOUND;
        }
      }
    } catch (AuthException e) {
      LOG.log(Level.DEBUG, "The search for a recipe was broken off: {0}", e.code());
    }
    return Outcome.NOT_THE_RECIPE;
  }

  private boolean accepted(URI uri, BaseStringRecipe recipe, SigningCredential credential) {
    String header = signer.header(credential, recipe, "GET", uri.toString(), List.of());
    int status = wire.get(Step.SIGNED_CALL, uri, header).answer().status();
    return status != UNAUTHORIZED;
  }

  /** Returns a base string with everything that changes from call to call left empty. */
  private static String sample(BaseStringRecipe recipe, URI uri, SigningCredential credential) {
    Ascii target = new Ascii(512);
    BaseString.write(
        recipe,
        "GET",
        WireUrl.of(uri.toString()),
        List.of(),
        credential.parameters().at(new byte[0], ""),
        target);
    return target.toString();
  }
}
