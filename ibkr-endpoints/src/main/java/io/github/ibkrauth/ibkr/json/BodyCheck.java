package io.github.ibkrauth.ibkr.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words why a body could not be read as JSON. */
final class BodyCheck {

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
  private static final int SEARCHED = 4000;

  private BodyCheck() {}

  /** The body's characters, wanted only when something is wrong. */
  interface Text {
    String get();
  }

  static UnreadableBodyException trailing() {
    return new UnreadableBodyException(
        Reason.NOT_JSON, "The answer is not one JSON value: more follows after its end.");
  }

  static UnreadableBodyException notJson(Text source, @Nullable Exception problem) {
    String text = source.get().strip();
    if (text.isEmpty()) {
      return new UnreadableBodyException(Reason.EMPTY, "The answer is empty, where JSON is due.");
    }
    if (text.charAt(0) == '<') {
      return html(text);
    }
    if (problem instanceof StreamConstraintsException) {
      return new UnreadableBodyException(
          Reason.TOO_LARGE, "The answer is JSON nested too deeply or with too long a number.");
    }
    if (problem instanceof JsonEOFException && (text.charAt(0) == '{' || text.charAt(0) == '[')) {
      return new UnreadableBodyException(
          Reason.TRUNCATED,
          "The answer is JSON that was cut off after " + text.length() + " characters.");
    }
    return new UnreadableBodyException(
        Reason.NOT_JSON, "The answer is not JSON" + place(problem) + ".");
  }

  private static UnreadableBodyException html(String text) {
    Matcher title = TITLE.matcher(text.length() > SEARCHED ? text.substring(0, SEARCHED) : text);
    String named =
        title.find() ? " titled '" + title.group(1).strip().replaceAll("\\s+", " ") + "'" : "";
    return new UnreadableBodyException(
        Reason.HTML, "The answer is a web page" + named + ", where JSON is due.");
  }

  private static String place(@Nullable Exception problem) {
    return problem instanceof JacksonException json && json.getLocation() != null
        ? " (line "
            + json.getLocation().getLineNr()
            + ", column "
            + json.getLocation().getColumnNr()
            + ")"
        : "";
  }
}
