package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.googlehttp.support.TlsAnswerException;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Reads the head of an answer, and knows a TLS alert when one comes in its place. */
final class AnswerParser extends DefaultHttpResponseParser {

  /** RFC 8446, section 5.1: the kind of record, and the first byte of its version. */
  private static final char ALERT = 21;

  private static final char VERSION = 3;

  AnswerParser(Http1Config limits) {
    super(limits);
  }

  @Override
  protected ClassicHttpResponse createMessage(CharArrayBuffer line)
      throws IOException, HttpException {
    if (line.length() >= 2 && line.charAt(0) == ALERT && line.charAt(1) == VERSION) {
      throw new TlsAnswerException();
    }
    return super.createMessage(line);
  }
}
