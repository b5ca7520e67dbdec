package io.trustlift.local.redrive;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.RecordParser;
import io.trustlift.local.process.Polling;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.StackFile;
import io.trustlift.local.stack.Tables;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends dead letters of the stack that is up on a folder in again, each at most once.
 *
 * <p>Why none counts twice. A run (1) opens the one transactional producer that there is, after
 * which no earlier run can commit any more; (2) settles what earlier runs have left in doubt, by
 * looking for their records in the topics; (3) selects only what waits; (4) writes to the ledger
 * what it is about to send, and where the topics end; (5) sends all of it in one transaction, each
 * record with a header that names the run and the dead letter; (6) writes to the ledger that it was
 * sent. Broken off before the commit, nothing was sent, for the job reads only what is committed,
 * and step 2 of the next run finds no record and sets the dead letter free. Broken off after it,
 * step 2 finds the record. A run that was overtaken cannot commit (1), so a dead letter that a
 * later run has taken is not sent by it. What the ledger does not know of, the job itself does: a
 * record whose event id was used by another record is a duplicate to it for a day after the event's
 * time, and {@link Judge} sends nothing older whose row would not replace itself.
 */
public final class Redrive implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * What came of a send.
   *
   * @param sent how many records
   * @param read whether the job has read them all and taken a checkpoint since
   * @param rejectedAgain how many of them it has rejected so far, by reason
   */
  public record Outcome(int sent, boolean read, Map<Reason, Long> rejectedAgain) {}

  private final StackFile stack;
  private final Tables tables;
  private final Connection connection;
  private final SourceFormats formats;
  private final ViewerIdSecret secret;
  private final DeadLetterTable deadLetters;
  private final RedriveLedger ledger;

  private Redrive(
      StackFile stack,
      Tables tables,
      Connection connection,
      SourceFormats formats,
      ViewerIdSecret secret) {
    this.stack = stack;
    this.tables = tables;
    this.connection = connection;
    this.formats = formats;
    this.secret = secret;
    this.deadLetters = new DeadLetterTable(connection);
    this.ledger = new RedriveLedger(connection);
  }

  /**
   * Opens the dead letters of a stack.
   *
   * @param formats what the job was told that records look like
   * @param secret what the job makes pseudonyms with
   * @throws StartException when no stack is up there, or with another secret
   */
  public static Redrive open(DataLayout data, SourceFormats formats, ViewerIdSecret secret)
      throws IOException {
    StackFile stack =
        StackFile.find(data)
            .filter(found -> !found.kafka().isEmpty())
            .orElseThrow(() -> new StartException(notUp(data)));
    data.checkViewerIds(secret);
    Tables tables = Tables.open(data);
    try {
      return new Redrive(stack, tables, tables.connect(), formats, secret);
    } catch (SQLException e) {
      tables.close();
      throw failed(e);
    }
  }

  private static String notUp(DataLayout data) {
    try {
      if (data.contents() == DataLayout.Contents.BATCH) {
        return "The tables in "
            + data.root()
            + " are those of a run over files, which has no job to send anything to: repair the files and run again.";
      }
    } catch (IOException unreadable) {
      // Then it says what is true in any case.
    }
    return "No stack is up on "
        + data.root()
        + ": start it with «infra/trustlift up --data "
        + data.root()
        + "».";
  }

  /** Those that wait. */
  public List<DeadLetter> waiting(Selection selection) {
    try {
      return deadLetters.waiting(selection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How many there are of each status, whatever the selection's limit. */
  public Map<DeadLetter.Status, Long> statuses(Selection selection) {
    try {
      return deadLetters.statuses(selection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What would become of those that wait, as they are. */
  public Plan plan(Selection selection) {
    List<DeadLetter> waiting = waiting(selection);
    return plan(
        waiting.stream().map(Repair::none).toList(),
        waiting.stream().collect(Collectors.toMap(DeadLetter::position, letter -> letter)));
  }

  /** What would become of repaired ones. */
  public Plan plan(List<Repair> repairs) {
    try {
      return plan(repairs, deadLetters.at(repairs.stream().map(Repair::position).toList()));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Plan plan(List<Repair> repairs, Map<Position, DeadLetter> letters) {
    Judge judge = new Judge(new RecordParser(formats), secret, System.currentTimeMillis());
    return Plan.of(
        repairs,
        letters,
        judge,
        hashes -> {
          try {
            return ledger.sentEvents(hashes);
          } catch (SQLException e) {
            throw failed(e);
          }
        });
  }

  /** Makes a plan while nobody else can send. */
  @FunctionalInterface
  public interface Planner {
    Plan plan();
  }

  /** Told the plan before anything is sent; says whether to go on. */
  @FunctionalInterface
  public interface Approval {
    boolean of(Plan plan);
  }

  /**
   * Plans, and sends what the plan says.
   *
   * @throws StartException when nothing was sent, or it is not certain, with the reason
   */
  public Outcome send(Planner planner, Approval approval) {
    try (RedriveProducer producer = RedriveProducer.open(stack.kafka());
        SentRecords topics = new SentRecords(stack.kafka())) {
      settleDoubts(topics);
      Plan plan = planner.plan();
      if (!approval.of(plan)) {
        return new Outcome(0, true, Map.of());
      }
      String redriveId = UUID.randomUUID().toString();
      ledger.write(
          plan.duplicates().stream()
              .map(duplicate -> LedgerRow.duplicate(duplicate.outgoing(), redriveId))
              .toList());
      if (plan.send().isEmpty()) {
        return new Outcome(0, true, Map.of());
      }
      Map<Position, Place> sent = send(plan.send(), redriveId, producer, topics);
      boolean read = Polling.until(PATIENCE, () -> topics.areRead(sent, JobConfig.CONSUMER_GROUP));
      return new Outcome(sent.size(), read, rejectedAgain(sent));
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new StartException("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  private Map<Position, Place> send(
      List<Outgoing> records, String redriveId, RedriveProducer producer, SentRecords topics)
      throws SQLException {
    Map<Topic, List<Long>> ends = new EnumMap<>(Topic.class);
    List<LedgerRow> intended = new ArrayList<>();
    for (Outgoing outgoing : records) {
      intended.add(
          LedgerRow.sending(
              outgoing, redriveId, ends.computeIfAbsent(outgoing.letter().topic(), topics::ends)));
    }
    ledger.write(intended);
    Map<Position, Place> sent;
    try {
      sent = producer.send(records, redriveId, secret);
    } catch (RedriveProducer.NotSentException e) {
      ledger.write(intended.stream().map(LedgerRow::aborted).toList());
      throw new StartException(
          "Kafka did not take the dead letters, nothing was sent: " + e.getCause().getMessage(), e);
    }
    ledger.write(intended.stream().map(row -> row.sent(sent.get(row.letter()))).toList());
    return sent;
  }

  /** Finds out what became of runs that broke off. None of them can commit any more. */
  private void settleDoubts(SentRecords topics) throws SQLException {
    Map<Topic, List<LedgerRow>> byTopic = new EnumMap<>(Topic.class);
    for (LedgerRow row : ledger.inDoubt()) {
      byTopic.computeIfAbsent(row.letter().topic(), any -> new ArrayList<>()).add(row);
    }
    for (Map.Entry<Topic, List<LedgerRow>> doubts : byTopic.entrySet()) {
      Map<String, Place> found = topics.since(doubts.getKey(), Doubts.readFrom(doubts.getValue()));
      if (found != null) {
        ledger.write(Doubts.settled(doubts.getValue(), found));
      }
    }
  }

  private Map<Reason, Long> rejectedAgain(Map<Position, Place> sent) throws SQLException {
    List<Position> places = new ArrayList<>();
    sent.forEach(
        (letter, place) ->
            places.add(new Position(letter.topic(), place.partition(), place.offset())));
    Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
    deadLetters
        .at(places)
        .values()
        .forEach(letter -> byReason.merge(letter.reason(), 1L, Long::sum));
    return byReason;
  }

  private static StartException failed(SQLException e) {
    return new StartException("The tables do not answer: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException closedAllTheSame) {
      // Nothing is lost: every write was waited for.
    }
    tables.close();
  }
}
