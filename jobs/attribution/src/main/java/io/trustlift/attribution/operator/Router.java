package io.trustlift.attribution.operator;

import io.trustlift.attribution.intake.Intake;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends what was read where it belongs: a viewer's events to the main output; display, credential,
 * experiment, schedule and erasure events, dead letters and counts to the side.
 */
public final class Router extends ProcessFunction<Intake, PackedEvent> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Intake intake, Context ctx, Collector<PackedEvent> out) {
    if (intake.isTick()) {
      return;
    }
    ctx.output(Outputs.COUNTS, CountKey.read(intake.topic(), intake.recordTime()));
    if (intake.rejected() != null) {
      ctx.output(Outputs.REJECTED, intake.rejected());
    } else if (intake.received() == null) {
      ctx.output(Outputs.COUNTS, CountKey.bot(intake.topic(), intake.recordTime()));
    } else {
      switch (intake.received().event().topic()) {
        case VIEWER_EVENTS, ORDERS, EXPERIMENT_ASSIGNMENTS ->
            out.collect(PackedEvent.of(intake.received()));
        case OVERLAY_DISPLAYS -> ctx.output(Outputs.DISPLAY_EVENTS, intake.received());
        case CREDENTIALS -> ctx.output(Outputs.CREDENTIAL_EVENTS, intake.received());
        case EXPERIMENTS -> ctx.output(Outputs.EXPERIMENT_EVENTS, intake.received());
        case ERASURES -> ctx.output(Outputs.ERASURE_EVENTS, intake.received());
        case SCHEDULE -> ctx.output(Outputs.SCHEDULE_EVENTS, intake.received());
      }
    }
  }
}
