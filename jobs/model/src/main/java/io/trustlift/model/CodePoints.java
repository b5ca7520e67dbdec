package io.trustlift.model;

import java.util.Comparator;

/**
 * The order of text in the contract: by Unicode code point, which is not {@link String#compareTo}'s
 * beyond the BMP.
 */
public final class CodePoints {

  /** Compares text by code point. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above every other char, though some chars are
        // greater.
        boolean xAbove = Character.isSurrogate(x);
        boolean yAbove = Character.isSurrogate(y);
        return xAbove == yAbove ? Character.compare(x, y) : xAbove ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
