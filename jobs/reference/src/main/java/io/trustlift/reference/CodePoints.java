package io.trustlift.reference;

import java.util.Comparator;

/** "Text compares by Unicode code point" ("Ties and order"). */
final class CodePoints {
  /** Differs from {@link String#compareTo} where a surrogate pair meets U+E000 to U+FFFF. */
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  static int compare(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      int left = a.codePointAt(i);
      int right = b.codePointAt(i);
      if (left != right) {
        return Integer.compare(left, right);
      }
      i += Character.charCount(left);
    }
    return Integer.compare(a.length(), b.length());
  }
}
