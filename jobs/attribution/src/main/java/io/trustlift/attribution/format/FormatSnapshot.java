package io.trustlift.attribution.format;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stands in every checkpoint beside what a {@link FormatSerializer} wrote: the name and version of
 * the format. State of another format or version is refused rather than misread.
 */
public final class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int SNAPSHOT_VERSION = 1;

  private String name;
  private int version;

  /** For Flink, which reads the fields afterwards. */
  public FormatSnapshot() {}

  FormatSnapshot(Format<T> format) {
    this.name = format.name();
    this.version = format.version();
  }

  @Override
  public int getCurrentVersion() {
    return SNAPSHOT_VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(name);
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    name = in.readUTF();
    version = in.readInt();
  }

  @Override
  @SuppressWarnings("unchecked") // a name always stands for the same format
  public TypeSerializer<T> restoreSerializer() {
    return new FormatSerializer<>((Format<T>) Format.named(name));
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    boolean same =
        oldSnapshot instanceof FormatSnapshot<?> old
            && old.name.equals(name)
            && old.version == version;
    return same
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
