package io.trustlift.attribution.format;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link Format} as a Flink serializer. */
final class FormatSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;
  private static final int COPY_BUFFER = 512;

  private final String name;
  private transient Format<T> format;

  FormatSerializer(Format<T> format) {
    this.name = format.name();
    this.format = format;
  }

  @SuppressWarnings("unchecked") // a name always stands for the same format
  private Format<T> format() {
    if (format == null) {
      format = (Format<T>) Format.named(name);
    }
    return format;
  }

  @Override
  public boolean isImmutableType() {
    return format().isImmutable();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    if (isImmutableType()) {
      return from;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(COPY_BUFFER);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    format().writer().write(target, value);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return format().reader().read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatSerializer<?> serializer && name.equals(serializer.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FormatSnapshot<>(format());
  }
}
