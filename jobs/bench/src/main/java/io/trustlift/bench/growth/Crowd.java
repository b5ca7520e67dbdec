package io.trustlift.bench.growth;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerEvent;
import java.io.Serializable;
import java.util.Locale;

/**
 * Viewers who all watch at once, without end: each sends a heartbeat every thirty seconds, now and
 * then a question or a click, while each room shows a credential for every other half minute. The
 * events are numbered in the order of their time, so that any number of readers can share them.
 *
 * @param viewers who watch at any time
 * @param rooms that they are spread over
 * @param displays that each room has behind it when the first viewer comes
 * @param hotRoom whether the first room holds every other viewer
 */
public record Crowd(int viewers, int rooms, int displays, boolean hotRoom) implements Serializable {

  private static final long START = 1_780_000_000_000L;
  private static final long HEARTBEAT = 30_000;
  private static final long EARLIER_DISPLAY = 10_000;
  private static final int EVENTS_PER_QUESTION = 40;
  private static final int EVENTS_PER_CLICK = 10;
  private static final int LATENCY = 2_500;
  private static final String[] MARKETS = {"DE", "FR", "US", "BR", "JP"};
  private static final byte[] NO_KEY = {};

  /** As long as the JSON of a viewer event is. */
  private static final byte[] PAYLOAD = new byte[200];

  /** How many events there are before the first viewer comes. */
  long earlier() {
    return 2L * rooms * displays;
  }

  /** How many events pass while every viewer sends one. */
  long beat() {
    return (long) viewers + rooms;
  }

  /** How many events there are up to so many milliseconds after the first viewer came. */
  long due(long elapsed) {
    return earlier() + elapsed * beat() / HEARTBEAT;
  }

  /** The event of that number, from 0, as it comes from the source. */
  Intake intake(long number) {
    Event event = event(number, START);
    Received received = new Received(event, 0, number, event.eventTime(), NO_KEY, PAYLOAD);
    return new Intake(event.topic(), event.eventTime(), event.eventTime(), received, null);
  }

  /**
   * The event of that number, from 0.
   *
   * @param start when the first viewer comes, epoch milliseconds
   */
  public Event event(long number, long start) {
    if (number < earlier()) {
      long time = start - (earlier() - number) * EARLIER_DISPLAY / rooms;
      return displayEvent(number % rooms, number / rooms, "past", time);
    }
    long since = number - earlier();
    long beat = since / beat();
    long place = since % beat();
    // The displays of a beat stand evenly among its viewers.
    long room = place * rooms / beat();
    long time = start + since * HEARTBEAT / beat();
    boolean display = (place + 1) * rooms / beat() > room;
    return display ? displayEvent(room, beat, "now", time) : viewerEvent(place - room, beat, time);
  }

  private Event viewerEvent(long viewer, long beat, long time) {
    return new ViewerEvent(
        "event-" + viewer + '-' + beat,
        time,
        type(viewer + beat, beat),
        "stream-" + roomOf(viewer),
        String.format(Locale.ROOT, "viewer-%012d", viewer),
        MARKETS[(int) (viewer % MARKETS.length)],
        Mode.LIVE,
        "",
        Event.NO_TIME,
        0,
        LATENCY,
        "",
        "");
  }

  private static ViewerEvent.Type type(long turn, long beat) {
    if (beat == 0) {
      return ViewerEvent.Type.JOIN;
    }
    if (turn % EVENTS_PER_QUESTION == 0) {
      return ViewerEvent.Type.QUESTION;
    }
    return turn % EVENTS_PER_CLICK == 0
        ? ViewerEvent.Type.PRODUCT_CLICK
        : ViewerEvent.Type.HEARTBEAT;
  }

  private long roomOf(long viewer) {
    if (!hotRoom || rooms == 1) {
      return viewer % rooms;
    }
    return viewer % 2 == 0 ? 0 : 1 + viewer / 2 % (rooms - 1);
  }

  /** Shows a display at an even turn, and hides it at the odd one after. */
  private static Event displayEvent(long room, long turn, String when, long time) {
    String display = "display-" + when + '-' + room + '-' + turn / 2;
    boolean show = turn % 2 == 0;
    return new DisplayEvent(
        display + (show ? "-show" : "-hide"),
        time,
        display,
        "stream-" + room,
        show,
        show ? "credential-" + turn / 2 % 20 : "",
        "corner",
        "",
        "",
        "");
  }
}
