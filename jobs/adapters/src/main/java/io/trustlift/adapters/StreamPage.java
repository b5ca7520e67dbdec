package io.trustlift.adapters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream that a page's address names. */
final class StreamPage {

  private static final Pattern PARAMETER = Pattern.compile("[?&]stream_id=([A-Za-z0-9._~-]+)");
  private static final Pattern PATH = Pattern.compile("/live/([A-Za-z0-9._~-]+)");

  private StreamPage() {}

  /** Of {@code ...?stream_id=ID} or {@code .../live/ID}; empty for any other address. */
  static String streamOf(String address) {
    Matcher parameter = PARAMETER.matcher(address);
    if (parameter.find()) {
      return parameter.group(1);
    }
    Matcher path = PATH.matcher(address);
    return path.find() ? path.group(1) : "";
  }
}
