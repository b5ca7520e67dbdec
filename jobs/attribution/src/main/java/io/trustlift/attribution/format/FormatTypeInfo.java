package io.trustlift.attribution.format;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A {@link Format} as Flink's type information. */
final class FormatTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final String name;

  FormatTypeInfo(Format<T> format) {
    this.name = format.name();
  }

  @SuppressWarnings("unchecked") // a name always stands for the same format
  private Format<T> format() {
    return (Format<T>) Format.named(name);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<T> getTypeClass() {
    return (Class<T>) format().type();
  }

  @Override
  public boolean isKeyType() {
    return format().isImmutable();
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new FormatSerializer<>(format());
  }

  @Override
  public String toString() {
    return "Format<" + name + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatTypeInfo<?> info && name.equals(info.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FormatTypeInfo;
  }
}
