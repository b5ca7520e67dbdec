package io.trustlift.reference;

import java.util.List;

/** The three sets of credentials of a visit at an instant ("Exposure"). */
record Sets(List<String> onScreen, List<String> recent, List<String> seen) {
  static final Sets NONE = new Sets(List.of(), List.of(), List.of());
}
