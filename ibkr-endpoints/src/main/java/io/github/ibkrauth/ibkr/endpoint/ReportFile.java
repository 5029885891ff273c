package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A report as a file. The broker sends it as it is, or inside a JSON object; either way this is the
 * file itself. Immutable and thread-safe; {@link #toString()} leaves the content out.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ReportFile {

  private final String mediaType;
  private final byte[] content;

  private ReportFile(String mediaType, byte[] content) {
    this.mediaType = mediaType;
    this.content = content;
  }

  /** Reads an answer. */
  static ReportFile of(String contentType, byte[] body) {
    if (!contentType.toLowerCase(Locale.ROOT).contains("json")) {
      return new ReportFile(contentType, body);
    }
    JsonObject data =
        IbkrJson.object(body, object -> object.object("data").orElse(JsonObject.empty()));
    String mediaType = data.text("mimeType").orElse("application/octet-stream");
    return new ReportFile(mediaType, decoded(data));
  }

  /** Returns the media type, such as {@code "application/pdf"}. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the content. */
  public byte[] content() {
    return content.clone();
  }

  /** Returns the media type and the length. */
  @Override
  public String toString() {
    return "ReportFile(" + mediaType + ", " + content.length + " bytes)";
  }

  private static byte[] decoded(JsonObject data) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data.requireText("value"));
      return data.flag("gzip") ? unzipped(bytes) : bytes;
    } catch (IllegalArgumentException | IOException e) {
      throw new IllegalStateException(
          "The broker's report cannot be decoded: " + e.getMessage() + ".", e);
    }
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream unzipping = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] all = unzipping.readNBytes(Answer.LONGEST_BODY + 1);
      if (all.length > Answer.LONGEST_BODY) {
        throw new IOException("it is longer than is read");
      }
      return all;
    }
  }
}
