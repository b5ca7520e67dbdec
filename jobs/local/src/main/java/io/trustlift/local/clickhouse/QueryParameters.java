package io.trustlift.local.clickhouse;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Values for the {@code {name:Type}} placeholders of a statement, in native memory. A value is in
 * the form of a tab-separated field, as in the HTTP interface: backslash escapes, {@code \N} for
 * NULL.
 *
 * <p>The memory is freed with this object, so it must be reachable until the call that takes it has
 * returned.
 */
final class QueryParameters {

  final Pointer[] names;
  final long[] nameLengths;
  final Pointer[] values;
  final long[] valueLengths;

  QueryParameters(Map<String, byte[]> parameters) {
    int count = parameters.size();
    names = new Pointer[count];
    nameLengths = new long[count];
    values = new Pointer[count];
    valueLengths = new long[count];
    int i = 0;
    for (Map.Entry<String, byte[]> parameter : parameters.entrySet()) {
      byte[] name = parameter.getKey().getBytes(StandardCharsets.UTF_8);
      names[i] = copy(name);
      nameLengths[i] = name.length;
      values[i] = copy(parameter.getValue());
      valueLengths[i] = parameter.getValue().length;
      i++;
    }
  }

  int count() {
    return names.length;
  }

  private static Memory copy(byte[] bytes) {
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }
}
