package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.Parameters;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import io.trustlift.model.json.EventParser;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import io.trustlift.reference.History;
import io.trustlift.reference.RawRecord;
import io.trustlift.reference.Tables;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The state machines wired up without Flink, the way the job wires them: topics read at random
 * speeds, the watermark the least of theirs, displays settled before viewers are worked off. Now
 * and then every state is written and read back, as a checkpoint would.
 */
final class OfflineJob {

  private static final byte[] NONE = {};

  private final Random random;
  private final EventParser parser = new EventParser();
  private final TableRows rows = new TableRows();
  private final Map<List<Object>, Long> exposure = new HashMap<>();
  private final Map<Map<String, Object>, Long> atRisk = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<List<String>, DisplayLedger> ledgers = new HashMap<>();
  private final Map<String, Catalogue> catalogues = new HashMap<>();
  private final Map<List<String>, DisplayRecord> displays = new HashMap<>();
  private final Map<String, Timeline> timelines = new HashMap<>();
  private final Map<String, Viewer> viewers = new HashMap<>();
  private final List<Display> retired = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private long watermarkBefore = Long.MIN_VALUE;

  private OfflineJob(long seed) {
    this.random = new Random(seed);
  }

  /** What the tables hold, and how many records of each topic came to which end. */
  record Result(
      Tables tables,
      List<Map<String, Object>> assignments,
      Map<Map<String, Object>, Long> atRisk,
      Map<String, Integer> counts,
      boolean nothingIsLeft) {}

  static Result run(History history, long seed) {
    OfflineJob job = new OfflineJob(seed);
    job.read(history);
    boolean nothingIsLeft =
        job.viewers.values().stream().allMatch(Viewer::isEmpty)
            && job.ledgers.values().stream().allMatch(DisplayLedger::isEmpty);
    job.displays.values().forEach(job::write);
    return new Result(
        job.rows.tables(), job.rows.experimentAssignments(), job.atRisk, job.counts, nothingIsLeft);
  }

  private void read(History history) {
    Map<Topic, Iterator<RawRecord>> open = new EnumMap<>(Topic.class);
    Map<Topic, Long> latest = new EnumMap<>(Topic.class);
    Map<Topic, Long> offsets = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      open.put(topic, history.byTopicName().getOrDefault(topic.topicName(), List.of()).iterator());
      latest.put(topic, Long.MIN_VALUE);
    }
    while (!open.isEmpty()) {
      Topic topic = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
      for (int i = random.nextInt(20); i >= 0 && open.get(topic).hasNext(); i--) {
        RawRecord next = open.get(topic).next();
        long offset = offsets.merge(topic, 1L, Long::sum);
        latest.merge(topic, take(topic, next.value(), offset), Math::max);
      }
      if (!open.get(topic).hasNext()) {
        open.remove(topic);
        latest.remove(topic);
      }
      long least = latest.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
      long bound = Parameters.MAX_OUT_OF_ORDERNESS + 1;
      advance(least == Long.MIN_VALUE || least == Long.MAX_VALUE ? least : least - bound);
      if (random.nextInt(50) == 0) {
        restoreEverything();
      }
    }
  }

  /** The time that the watermark follows. */
  private long take(Topic topic, byte[] value, long offset) {
    count(topic, "read");
    ParsedRecord parsed = parser.parse(topic, value);
    if (parsed instanceof ParsedRecord.Bot) {
      count(topic, "bot");
      return Event.NO_TIME;
    }
    if (parsed instanceof ParsedRecord.Unusable unusable) {
      reject(
          new Rejected(
              topic,
              0,
              offset,
              0,
              NONE,
              value,
              unusable.reason(),
              unusable.detail(),
              unusable.eventTime()));
      return Event.NO_TIME;
    }
    Event event = ((ParsedRecord.Valid) parsed).event();
    Received received = new Received(event, 0, offset, Long.MAX_VALUE, NONE, value);
    settle(received, accept(received));
    return event.eventTime();
  }

  private Disposition accept(Received received) {
    if (received.event() instanceof DisplayEvent display) {
      return ledgers
          .computeIfAbsent(
              List.of(display.streamId(), display.displayId()), key -> new DisplayLedger())
          .accept(received, watermark);
    }
    if (received.event() instanceof CredentialEvent credential) {
      return catalogues
          .computeIfAbsent(credential.credentialId(), key -> new Catalogue())
          .accept(credential);
    }
    Viewer viewer = viewers.computeIfAbsent(received.event().key(), Viewer::new);
    Disposition disposition = viewer.accept(received, watermark, this::timeline, output);
    if (received.eventTime() <= watermark) {
      viewer.advance(watermark, this::timeline, output);
    }
    return disposition;
  }

  private void settle(Received received, Disposition disposition) {
    switch (disposition) {
      case USED -> count(received.event().topic(), "used");
      case DUPLICATE -> count(received.event().topic(), "duplicate");
      case LATE -> reject(received.rejected(Reason.LATE, ""));
      case ORPHAN_HIDE -> reject(received.rejected(Reason.ORPHAN_HIDE, ""));
      case PENDING -> {}
    }
  }

  private void advance(long to) {
    if (to <= watermark) {
      return;
    }
    watermarkBefore = watermark;
    watermark = to;
    retired.removeIf(this::isRemoved);
    ledgers
        .values()
        .forEach(
            ledger -> {
              if (ledger.nextWake() <= watermark) {
                ledger.advance(watermark, displayOutput);
              }
            });
    catalogues.values().forEach(catalogue -> catalogue.advance(watermark, this::judged));
    viewers
        .values()
        .forEach(
            viewer -> {
              if (viewer.nextWake() <= watermark) {
                viewer.advance(watermark, this::timeline, output);
              }
            });
  }

  /** As the join does it: by the watermark of its own side, before the viewers are worked off. */
  private boolean isRemoved(Display display) {
    // At the end of the input nothing is removed: no display comes any more to make the join look.
    boolean removed = watermark < Long.MAX_VALUE && DisplayLedger.isOutOfReach(display, watermark);
    if (removed) {
      timeline(display.streamId()).apply(new DisplayChange(DisplayChange.Kind.RETIRED, display));
    }
    return removed;
  }

  private Timeline timeline(String streamId) {
    return timelines.computeIfAbsent(streamId, id -> new Timeline());
  }

  private final DisplayLedger.Output displayOutput =
      new DisplayLedger.Output() {
        @Override
        public void changed(DisplayChange change) {
          Display display = change.display();
          switch (change.kind()) {
            case SHOWN -> {
              timeline(display.streamId()).apply(change);
              catalogues
                  .computeIfAbsent(display.credentialId(), key -> new Catalogue())
                  .ask(display);
            }
            case HIDDEN, RAN_OUT -> {
              timeline(display.streamId()).apply(change);
              display(display.streamId(), display.displayId()).ended(display, change.kind());
            }
            case RETIRED -> retired.add(display);
          }
        }

        @Override
        public void used(Received event) {
          count(event.event().topic(), "used");
        }

        @Override
        public void rejected(Rejected rejected) {
          reject(rejected);
        }
      };

  private void judged(Display display, String validity) {
    display(display.streamId(), display.displayId()).shown(display, validity);
  }

  private DisplayRecord display(String streamId, String displayId) {
    return displays.computeIfAbsent(List.of(streamId, displayId), key -> new DisplayRecord());
  }

  private void write(DisplayRecord display) {
    if (display.rowIsDue()) {
      rows.display(display.row());
    }
  }

  private final ViewerOutput output =
      new ViewerOutput() {
        @Override
        public void exposure(
            long minute,
            String streamId,
            Mode mode,
            String market,
            List<String> onScreen,
            List<String> recent,
            long milliseconds) {
          List<Object> key =
              List.of(minute, streamId, mode, market, List.copyOf(onScreen), List.copyOf(recent));
          long total = exposure.merge(key, milliseconds, Long::sum);
          rows.exposure(minute, streamId, mode.text(), market, onScreen, recent, total);
        }

        @Override
        public void atRisk(String streamId, String market, long block, RiskCell cell, long amount) {
          Map<String, Object> key = new TreeMap<>();
          key.put("block", block);
          key.put("stream_id", streamId);
          key.put("market", market);
          key.put("exposed", List.copyOf(cell.exposed()));
          key.put("under_experiment", List.copyOf(cell.underExperiment()));
          key.put("inquiry", cell.inquiry() ? 1L : 0L);
          atRisk.merge(key, amount, Long::sum);
          // What is told later than this is too late for the block.
          assertThat(watermarkBefore)
              .isLessThan(block + Parameters.BLOCK + Parameters.VISIT_GAP + 1_000);
        }

        @Override
        public void quality(
            long minute, String streamId, Mode mode, String market, Quality measure, long amount) {
          assertThat(amount).isNotNegative();
        }

        @Override
        public void reached(String streamId, String displayId) {
          DisplayRecord display = display(streamId, displayId);
          display.reached(1);
          write(display);
        }

        @Override
        public void visit(VisitRow row) {
          rows.visit(row);
        }

        @Override
        public void outcome(OutcomeRow row) {
          rows.outcome(row);
        }

        @Override
        public void reply(ReplyRow row) {
          rows.reply(row);
        }

        @Override
        public void assignment(AssignmentRow row) {
          rows.assignment(row);
        }

        @Override
        public void trigger(TriggerRow row) {
          rows.trigger(row);
        }

        @Override
        public void used(Received event) {
          count(event.event().topic(), "used");
        }

        @Override
        public void rejected(Rejected rejected) {
          reject(rejected);
        }
      };

  private void reject(Rejected rejected) {
    count(rejected.topic(), "rejected");
    rows.rejected(rejected);
  }

  private void count(Topic topic, String end) {
    counts.merge(topic.topicName() + ' ' + end, 1, Integer::sum);
  }

  private void restoreEverything() {
    viewers.replaceAll(
        (key, viewer) -> Samples.copy(viewer, (out, v) -> v.write(out), Viewer::read));
    ledgers.replaceAll(
        (key, ledger) -> Samples.copy(ledger, (out, l) -> l.write(out), DisplayLedger::read));
    catalogues.replaceAll(
        (key, catalogue) -> Samples.copy(catalogue, (out, c) -> c.write(out), Catalogue::read));
    timelines.replaceAll(
        (key, timeline) -> Samples.copy(timeline, (out, t) -> t.write(out), Timeline::read));
    displays.replaceAll(
        (key, display) -> Samples.copy(display, (out, d) -> d.write(out), DisplayRecord::read));
  }
}
