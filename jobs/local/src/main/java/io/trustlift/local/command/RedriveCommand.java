package io.trustlift.local.command;

import io.trustlift.local.process.StartException;
import io.trustlift.local.redrive.DeadLetter;
import io.trustlift.local.redrive.Plan;
import io.trustlift.local.redrive.Redrive;
import io.trustlift.local.redrive.Repair;
import io.trustlift.local.redrive.RepairFile;
import io.trustlift.local.redrive.Selection;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.ViewerIdSecrets;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends dead letters in again. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description =
        "Sends events that could not be used in again, each once: as they are, or repaired in a file.",
    footer = {
      "",
      "As they are go those that the job would take now: of a «future» whose time has come, of an «invalid» or «malformed» that"
          + " this version reads. Others are repaired:",
      "  trustlift redrive --reason invalid --export letters.jsonl",
      "  (edit «value» in letters.jsonl; delete the lines of those that cannot be repaired)",
      "  trustlift redrive --from letters.jsonl",
      "A file is sent whole or not at all. Formats and the secret for viewer ids are to be those of «up». Exits with 1 when"
          + " nothing could be sent or something was rejected again."
    })
final class RedriveCommand implements Callable<Integer> {

  private static final Instant EVER = Instant.parse("2106-02-07T00:00:00Z");

  @ArgGroup(multiplicity = "1")
  private What what;

  /** One of the two. */
  private static final class What {
    @Option(
        names = "--reason",
        paramLabel = "REASON",
        converter = ReasonConverter.class,
        description = "Those rejected as malformed, invalid, future, orphan_hide or late.")
    private Reason reason;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = "Those in a file that --export wrote, with the values that stand there now.")
    private Path from;
  }

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      converter = TopicConverter.class,
      description = "Those of one topic alone, such as live.orders.")
  private Topic topic;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Those rejected at TIME or after: a date, or such as 2026-03-02T18:00:00Z.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Those rejected before TIME.")
  private Instant until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = LimitConverter.class,
      description = "At most so many, by topic, partition and offset (default: 1000).")
  private Integer limit;

  @Option(names = "--dry-run", description = "Shows what would be sent, and sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Writes them to a new file, as JSON lines, to be repaired; sends nothing.")
  private Path export;

  @Mixin private SourceOption sourceOption;
  @Mixin private DataOption dataOption;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    boolean selects = topic != null || since != null || until != null || limit != null;
    if (what.from != null && (selects || export != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--from takes what stands in the file: leave out --topic, --since, --until, --limit and --export");
    }
    if (since != null && until != null && !since.isBefore(until)) {
      throw new ParameterException(spec.commandLine(), "--since is not before --until");
    }
    // The file first: what is wrong with it needs no stack to be told.
    List<Repair> repairs = what.from == null ? List.of() : RepairFile.read(what.from);
    DataLayout data = dataOption.openExisting("redrive");
    try (Redrive redrive =
        Redrive.open(data, sourceOption.formats(), ViewerIdSecrets.ofEnvironment())) {
      if (what.from != null) {
        return fromFile(redrive, repairs);
      }
      return ofReason(redrive, selection());
    }
  }

  private Selection selection() {
    return new Selection(
        what.reason,
        Optional.ofNullable(topic),
        since == null ? Instant.EPOCH : since,
        until == null ? EVER : until,
        limit == null ? 1_000 : limit);
  }

  private int ofReason(Redrive redrive, Selection selection) throws IOException {
    Map<DeadLetter.Status, Long> statuses = redrive.statuses(selection);
    System.out.println(RedriveReport.statuses(selection, statuses));
    long waiting = statuses.getOrDefault(DeadLetter.Status.WAITING, 0L);
    long inDoubt = statuses.getOrDefault(DeadLetter.Status.IN_DOUBT, 0L);
    boolean settles = !dryRun && export == null; // only a redrive finds out what is in doubt
    if (waiting == 0 && !(settles && inDoubt > 0)) {
      return 0;
    }
    if (export != null) {
      List<DeadLetter> letters = redrive.waiting(selection);
      RepairFile.write(letters, export);
      System.out.println(
          "Wrote %,d of them to %s. Repair «value» there, then: infra/trustlift redrive --from %s"
              .formatted(letters.size(), export, export));
      return 0;
    }
    if (dryRun) {
      Plan plan = redrive.plan(selection);
      System.out.print(RedriveReport.plan(plan, "would be sent"));
      return plan.send().isEmpty() ? 1 : 0;
    }
    Redrive.Outcome outcome =
        redrive.send(
            () -> redrive.plan(selection),
            plan -> {
              System.out.print(RedriveReport.plan(plan, "is sent"));
              return true;
            });
    System.out.print(RedriveReport.outcome(outcome));
    return outcome.sent() > 0 && outcome.read() && outcome.rejectedAgain().isEmpty() ? 0 : 1;
  }

  private int fromFile(Redrive redrive, List<Repair> repairs) {
    if (repairs.isEmpty()) {
      throw new StartException("There is nothing in " + what.from + ".");
    }
    if (dryRun) {
      Plan plan = redrive.plan(repairs);
      System.out.print(RedriveReport.plan(plan, "would be sent"));
      return plan.refused().isEmpty() ? 0 : 1;
    }
    boolean[] refused = {false};
    Redrive.Outcome outcome =
        redrive.send(
            () -> redrive.plan(repairs),
            plan -> {
              refused[0] = !plan.refused().isEmpty();
              System.out.print(RedriveReport.plan(plan, refused[0] ? "could be sent" : "is sent"));
              return !refused[0];
            });
    if (refused[0]) {
      System.out.println(
          "Nothing was sent: repair those that cannot be sent, or delete their lines.");
      return 1;
    }
    System.out.print(RedriveReport.outcome(outcome));
    return outcome.read() && outcome.rejectedAgain().isEmpty() ? 0 : 1;
  }

  /** Names of reasons. */
  static final class ReasonConverter implements ITypeConverter<Reason> {
    @Override
    public Reason convert(String text) {
      return Arrays.stream(Reason.values())
          .filter(reason -> reason.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' is none of "
                          + String.join(
                              ", ", Arrays.stream(Reason.values()).map(Reason::text).toList())));
    }
  }

  /** Names of input topics. */
  static final class TopicConverter implements ITypeConverter<Topic> {
    @Override
    public Topic convert(String text) {
      try {
        return Topic.ofName(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is none of "
                + String.join(", ", Arrays.stream(Topic.values()).map(Topic::topicName).toList()));
      }
    }
  }

  /** A number of dead letters that fits into one transaction and into memory. */
  static final class LimitConverter implements ITypeConverter<Integer> {
    private static final int MOST = 20_000;

    @Override
    public Integer convert(String text) {
      try {
        int limit = Integer.parseInt(text);
        if (limit >= 1 && limit <= MOST) {
          return limit;
        }
      } catch (NumberFormatException notANumber) {
        // It is told below.
      }
      throw new TypeConversionException("'" + text + "' is not a whole number from 1 to " + MOST);
    }
  }
}
