package io.trustlift.simulator;

/** Counts of what happened in the world, duplicates and broken records aside. */
final class Tally {
  long liveVisits;
  long replayVisits;
  long questions;
  long questionsAnswered;
  long replies;
  long orders;
  long ordersDeferred;
  long ordersWithoutStream;
  long ordersPaid;
  long ordersCancelled;
  long ordersRefunded;
  long displays;
  long displaysNeverHidden;
  long botViewers;
  long ordersRepeated;
  long ordersInLive;
  long ordersInReplay;
  long ordersWithinDay;
  long ordersWithinWeek;
  long ordersLater;
  long replayWatched;
  long replayPlayed;
  long replayTour;
}
