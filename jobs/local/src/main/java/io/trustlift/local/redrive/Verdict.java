package io.trustlift.local.redrive;

/** Whether a dead letter can be sent in again. */
sealed interface Verdict {

  /** The job will take it from the source; only the rows that are final may still be against it. */
  record Send(Outgoing outgoing) implements Verdict {}

  /** It would be rejected again, or could count twice. */
  record Refused(String why) implements Verdict {}

  /** There is nothing to do: it was sent. */
  record Settled(String why) implements Verdict {}
}
