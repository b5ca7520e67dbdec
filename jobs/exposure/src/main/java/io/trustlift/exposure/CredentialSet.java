package io.trustlift.exposure;

import io.trustlift.model.CodePoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sets of credential ids as the tables hold them: lists that are sorted by code point, without
 * repetition.
 */
final class CredentialSet {

  private CredentialSet() {}

  /** Adds an id to a sorted list that has room to grow; false when it was there. */
  static boolean add(List<String> sorted, String credentialId) {
    int at = Collections.binarySearch(sorted, credentialId, CodePoints.ORDER);
    if (at >= 0) {
      return false;
    }
    sorted.add(-at - 1, credentialId);
    return true;
  }

  static boolean contains(List<String> sorted, String credentialId) {
    return Collections.binarySearch(sorted, credentialId, CodePoints.ORDER) >= 0;
  }

  /** The ids of both. */
  static List<String> union(List<String> a, List<String> b) {
    if (b.isEmpty()) {
      return a;
    }
    List<String> union = new ArrayList<>(a);
    b.forEach(credentialId -> add(union, credentialId));
    return union;
  }

  static List<String> empty() {
    return new ArrayList<>(4);
  }
}
