package io.trustlift.attribution.format;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.VisitRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The binary form of the rows that there are many of, on their way to the task that sends them. In
 * the form that Flink derives from a class, field by field, each costs several times as much.
 */
final class RowCodec {

  private RowCodec() {}

  static void writeVisit(DataOutput out, VisitRow row) throws IOException {
    Codec.writeText(out, row.visitId());
    Codec.writeText(out, row.viewerId());
    Codec.writeText(out, row.streamId());
    Codec.writeText(out, row.mode());
    Codec.writeText(out, row.market());
    out.writeLong(row.startedAt());
    out.writeLong(row.endedAt());
    out.writeLong(row.exposedMs());
    writeTexts(out, row.seen());
    out.writeInt(row.questions());
    out.writeInt(row.productClicks());
    out.writeInt(row.addToCarts());
    out.writeInt(row.shares());
    out.writeLong(row.stallMs());
    out.writeLong(row.version());
  }

  static VisitRow readVisit(DataInput in) throws IOException {
    return new VisitRow(
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readTexts(in),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readLong());
  }

  static void writeOutcome(DataOutput out, OutcomeRow row) throws IOException {
    Codec.writeText(out, row.outcomeId());
    Codec.writeText(out, row.kind());
    out.writeLong(row.occurredAt());
    Codec.writeText(out, row.viewerId());
    Codec.writeText(out, row.market());
    Codec.writeText(out, row.streamId());
    Codec.writeText(out, row.visitId());
    Codec.writeText(out, row.mode());
    writeTexts(out, row.onScreen());
    writeTexts(out, row.recent());
    writeTexts(out, row.seen());
    writeTexts(out, row.exposed30s());
    writeTexts(out, row.exposed60s());
    writeTexts(out, row.exposed120s());
    Codec.writeText(out, row.attribution());
    Codec.writeText(out, row.status());
    out.writeBoolean(row.paid());
    EventCodec.writeAmount(out, row.amount());
    EventCodec.writeAmount(out, row.paidAmount());
    EventCodec.writeAmount(out, row.refundedAmount());
    Codec.writeText(out, row.currency());
    Codec.writeText(out, row.topic());
    Codec.writeText(out, row.language());
    out.writeLong(row.version());
    out.writeBoolean(row.revision());
  }

  static OutcomeRow readOutcome(DataInput in) throws IOException {
    return new OutcomeRow(
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        readTexts(in),
        readTexts(in),
        readTexts(in),
        readTexts(in),
        readTexts(in),
        readTexts(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readBoolean(),
        EventCodec.readAmount(in),
        EventCodec.readAmount(in),
        EventCodec.readAmount(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        in.readBoolean());
  }

  static void writeReply(DataOutput out, ReplyRow row) throws IOException {
    Codec.writeText(out, row.questionId());
    Codec.writeText(out, row.streamId());
    Codec.writeText(out, row.viewerId());
    out.writeLong(row.askedAt());
    out.writeLong(row.repliedAt());
  }

  static ReplyRow readReply(DataInput in) throws IOException {
    return new ReplyRow(
        Codec.readText(in), Codec.readText(in), Codec.readText(in), in.readLong(), in.readLong());
  }

  static void writeExposureTime(DataOutput out, ExposureTimeRow row) throws IOException {
    out.writeLong(row.minute());
    Codec.writeText(out, row.streamId());
    Codec.writeText(out, row.mode());
    Codec.writeText(out, row.market());
    writeTexts(out, row.onScreen());
    writeTexts(out, row.recent());
    out.writeLong(row.viewerMs());
  }

  static ExposureTimeRow readExposureTime(DataInput in) throws IOException {
    return new ExposureTimeRow(
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        readTexts(in),
        readTexts(in),
        in.readLong());
  }

  static void writeQuality(DataOutput out, QualityRow row) throws IOException {
    out.writeLong(row.minute());
    Codec.writeText(out, row.streamId());
    Codec.writeText(out, row.mode());
    Codec.writeText(out, row.market());
    Codec.writeText(out, row.measure());
    out.writeLong(row.amount());
  }

  static QualityRow readQuality(DataInput in) throws IOException {
    return new QualityRow(
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readLong());
  }

  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    Codec.writeList(out, texts, Codec::writeText);
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    List<String> texts = Codec.readList(in, Codec::readText);
    return texts.isEmpty() ? List.of() : texts;
  }
}
