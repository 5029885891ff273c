package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Disturbance.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Sends answers: compressed when asked for, with the simulator's date, and late, cut or not at all
 * when scripted.
 */
final class AnswerWriter {
  /** Names why a request was refused; the real broker sends no such header. */
  static final String REASON_HEADER = "X-Simulator-Refusal";

  /** Announces that nothing would come; no status of any standard. */
  static final int SILENCE = 599;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final InstantSource time;
  private final boolean chunked;
  private final boolean announceSilence;
  private final SilentRequests silent = new SilentRequests();

  /** A writer of answers that say how long they are. */
  AnswerWriter(InstantSource time, boolean announceSilence) {
    this(time, false, announceSilence);
  }

  private AnswerWriter(InstantSource time, boolean chunked, boolean announceSilence) {
    this.time = time;
    this.chunked = chunked;
    this.announceSilence = announceSilence;
  }

  /** Returns a writer of answers that come in chunks and do not say how long they are. */
  static AnswerWriter chunked(InstantSource time, boolean announceSilence) {
    return new AnswerWriter(time, true, announceSilence);
  }

  void write(
      Call call, Reception.Outcome outcome, Request request, Response response, Callback callback) {
    Duration delay = outcome.disturbance().delay();
    if (delay.isZero()) {
      send(call, outcome, request, response, callback);
      return;
    }
    request.addIdleTimeoutListener(timeout -> false);
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> send(call, outcome, request, response, callback),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void send(
      Call call, Reception.Outcome outcome, Request request, Response response, Callback callback) {
    Delivery delivery = outcome.disturbance().delivery();
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (delivery == Delivery.HANG && announceSilence) {
      response.setStatus(SILENCE);
      response.getHeaders().put("Content-Length", "0");
      callback.succeeded();
      return;
    }
    if (delivery == Delivery.HANG) {
      request.addIdleTimeoutListener(timeout -> false);
      silent.add(() -> cut(endPoint, callback));
      return;
    }
    if (delivery == Delivery.CUT || delivery == Delivery.UNREAD) {
      cut(endPoint, callback);
      return;
    }
    if (delivery == Delivery.HEAD) {
      // Past the server, which writes whole heads only.
      Callback end = Callback.from(() -> cut(endPoint, callback), why -> cut(endPoint, callback));
      endPoint.write(end, ByteBuffer.wrap("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII)));
      return;
    }
    byte[] body = head(call, outcome.answer(), response);
    if (delivery == Delivery.HALF || delivery == Delivery.SOME) {
      int wanted =
          delivery == Delivery.HALF
              ? body.length / 2
              : Math.min(outcome.disturbance().bytes(), Math.max(0, body.length - 1));
      ByteBuffer half = ByteBuffer.wrap(body, 0, wanted);
      response.write(
          false,
          half,
          Callback.from(() -> cut(endPoint, callback), failure -> cut(endPoint, callback)));
      return;
    }
    if (!chunked) {
      response.write(true, ByteBuffer.wrap(body), callback);
      return;
    }
    // A last write that is the first one as well would make the server count the bytes.
    response.write(
        false,
        ByteBuffer.wrap(body),
        Callback.from(
            () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback), callback::failed));
  }

  private static void cut(EndPoint endPoint, Callback callback) {
    endPoint.close();
    callback.failed(new EofException("cut by a scripted fault"));
  }

  /** Sets status and header fields and returns the body as it goes out. */
  private byte[] head(Call call, Answer answer, Response response) {
    response.setStatus(answer.status());
    HttpFields.Mutable fields = response.getHeaders();
    fields.put("Date", DATE.format(time.instant()));
    answer.headers().forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
    if (!answer.reason().isEmpty()) {
      fields.put(REASON_HEADER, answer.reason().replaceAll("[^ -~]", "?"));
    }
    byte[] body = answer.body();
    if (body.length > 0) {
      if (!answer.contentType().isEmpty()) {
        fields.put("Content-Type", answer.contentType());
      }
      fields.put("Vary", "Accept-Encoding");
      if (acceptsGzip(call)) {
        fields.put("Content-Encoding", "gzip");
        body = gzip(body);
      }
    }
    if (!chunked) {
      fields.put("Content-Length", Integer.toString(body.length));
    } else if (answer.status() != 204 && answer.status() != 304) {
      // Said outright: for a connection that is to be closed the server would leave it out.
      fields.put("Transfer-Encoding", "chunked");
    }
    return body;
  }

  private static boolean acceptsGzip(Call call) {
    String accepted = String.join(",", call.headers().getOrDefault("Accept-Encoding", List.of()));
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = coding.replace(" ", "").split(";");
      if (parts[0].equals("gzip")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
