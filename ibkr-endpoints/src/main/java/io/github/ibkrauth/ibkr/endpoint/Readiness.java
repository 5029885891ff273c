package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;

/** Sees to what must come before a call. Thread-safe. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface Readiness {

  /** Sees to nothing: every call goes out as it is. */
  Readiness NOTHING =
      new Readiness() {
        @Override
        public long require(Need need) {
          return 0;
        }

        @Override
        public void fulfilled(Need need) {}

        @Override
        public boolean lost(Need need, long seen) {
          return false;
        }

        @Override
        public boolean loginRefused(long seen) {
          return false;
        }
      };

  /**
   * Returns when the need is fulfilled, having fulfilled it if it was not.
   *
   * @return which fulfilment it was, for {@link #lost}
   */
  long require(Need need);

  /** Notes that a call has just fulfilled a need. */
  void fulfilled(Need need);

  /**
   * Notes that the broker says that the need is not fulfilled any more.
   *
   * @param seen what {@link #require} returned before the call; a later fulfilment stays
   * @return whether it makes sense to require it again
   */
  boolean lost(Need need, long seen);

  /**
   * Notes that the broker refuses the login itself, although the credential was renewed as far as
   * the strategy does that by itself.
   *
   * @param seen what {@link #require} returned before the call
   * @return whether there is another login now, so that it makes sense to send the call again
   */
  boolean loginRefused(long seen);
}
