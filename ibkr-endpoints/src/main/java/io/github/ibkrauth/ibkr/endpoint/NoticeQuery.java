package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.NoticeType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which notices are wanted. Immutable; each method returns a query with one thing changed. */
@ApiLevel(ApiLevel.Kind.API)
public final class NoticeQuery {

  private static final int MOST = 10;

  private final int max;
  private final @Nullable String include;
  private final @Nullable String exclude;
  private final @Nullable String after;

  private NoticeQuery(
      int max, @Nullable String include, @Nullable String exclude, @Nullable String after) {
    this.max = max;
    this.include = include;
    this.exclude = exclude;
    this.after = after;
  }

  /**
   * Starts with the latest of all types.
   *
   * @param max 1 to 10
   */
  public static NoticeQuery latest(int max) {
    return new NoticeQuery(Check.within("max", max, 1, MOST), null, null, null);
  }

  /** Keeps to some types. */
  public NoticeQuery only(NoticeType... types) {
    return new NoticeQuery(max, codes(types), null, after);
  }

  /** Leaves some types out. */
  public NoticeQuery without(NoticeType... types) {
    return new NoticeQuery(max, null, codes(types), after);
  }

  /** Goes on after a notice. */
  public NoticeQuery after(String noticeId) {
    return new NoticeQuery(max, include, exclude, Check.text("noticeId", noticeId));
  }

  ApiRequest request() {
    ApiRequest request =
        ApiRequest.to(NotificationCatalog.NOTIFICATIONS).query("max", String.valueOf(max));
    if (include != null) {
      request.query("include", include);
    }
    if (exclude != null) {
      request.query("exclude", exclude);
    }
    return after == null ? request : request.query("id", after);
  }

  private static String codes(NoticeType... types) {
    return Check.some("types", Arrays.asList(types), Integer.MAX_VALUE).stream()
        .map(NoticeType::code)
        .collect(Collectors.joining(","));
  }
}
