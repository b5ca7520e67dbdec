package io.trustlift.reference;

/** A display: its first show, and when and why it ended ("Displays"). */
record Display(DisplayEvent show, long hiddenAt, String endReason) {

  String stream() {
    return show.stream();
  }

  String credential() {
    return show.credential();
  }

  String experiment() {
    return show.experiment();
  }

  boolean hasExperiment() {
    return !show.experiment().isEmpty();
  }

  long shownAt() {
    return show.time();
  }
}
