package io.trustlift.exposure;

import static io.trustlift.model.Parameters.DUPLICATE_WINDOW;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.trustlift.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Remembers the ids of one key's events, each for {@code duplicate_window} after its event's time
 * (rounded up to the hour).
 *
 * <p>An id is kept as 64 bits of its hash: of a key with a thousand events a day, one in 10^16 days
 * would see a new event taken for a duplicate. The hashes of an hour are one sorted array, so that
 * a heartbeat costs 8 bytes.
 */
public final class IdMemory {

  private static final Hasher64 HASH = Hashing.xxh3_64();
  private static final long HOUR = 3_600_000;

  private static final class Hour {
    final long number;
    long[] hashes;
    int size;

    /** The hour that was added before, or null. */
    Hour next;

    Hour(long number, long[] hashes, int size, Hour next) {
      this.number = number;
      this.hashes = hashes;
      this.size = size;
      this.next = next;
    }

    /** Where the hash is, or below 0 what {@link #insert} asks for. */
    int placeOf(long hash) {
      return Arrays.binarySearch(hashes, 0, size, hash);
    }

    /** Takes in a hash that it does not hold, of this place. */
    void insert(long hash, int place) {
      int at = -place - 1;
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size + 2 + size / 2);
      }
      System.arraycopy(hashes, at, hashes, at + 1, size - at);
      hashes[at] = hash;
      size++;
    }

    long forgottenAfter() {
      return (number + 1) * HOUR + DUPLICATE_WINDOW;
    }
  }

  /** A list without an object of its own: there is one for each viewer. */
  private Hour first;

  /** Remembers the event's id; false when it was remembered already. */
  boolean add(Event event) {
    // Two topics may share a key and an id: the topic is part of what is hashed.
    long hash = HASH.hashCharsToLong(event.eventId()) + event.topic().ordinal();
    Hour own = null;
    int ownPlace = -1;
    long number = Math.floorDiv(event.eventTime(), HOUR);
    for (Hour hour = first; hour != null; hour = hour.next) {
      int place = hour.placeOf(hash);
      if (place >= 0) {
        return false;
      }
      if (hour.number == number) {
        own = hour;
        ownPlace = place;
      }
    }
    if (own == null) {
      own = new Hour(number, new long[2], 0, first);
      first = own;
    }
    own.insert(hash, ownPlace);
    return true;
  }

  /** Forgets what the watermark has left behind. */
  void forget(long watermark) {
    while (first != null && first.forgottenAfter() <= watermark) {
      first = first.next;
    }
    for (Hour hour = first; hour != null; hour = hour.next) {
      while (hour.next != null && hour.next.forgottenAfter() <= watermark) {
        hour.next = hour.next.next;
      }
    }
  }

  boolean isEmpty() {
    return first == null;
  }

  /** The watermark at which there is something to forget, or {@link Long#MAX_VALUE}. */
  long nextWake() {
    long wake = Long.MAX_VALUE;
    for (Hour hour = first; hour != null; hour = hour.next) {
      wake = Math.min(wake, hour.forgottenAfter());
    }
    return wake;
  }

  private int hours() {
    int hours = 0;
    for (Hour hour = first; hour != null; hour = hour.next) {
      hours++;
    }
    return hours;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeVarInt(out, hours());
    for (Hour hour = first; hour != null; hour = hour.next) {
      out.writeLong(hour.number);
      Codec.writeVarInt(out, hour.size);
      for (int i = 0; i < hour.size; i++) {
        out.writeLong(hour.hashes[i]);
      }
    }
  }

  static IdMemory read(DataInput in) throws IOException {
    IdMemory memory = new IdMemory();
    int hours = Codec.readVarInt(in);
    for (int h = 0; h < hours; h++) {
      long number = in.readLong();
      int size = Codec.readVarInt(in);
      long[] hashes = new long[Math.max(2, size)];
      for (int i = 0; i < size; i++) {
        hashes[i] = in.readLong();
      }
      memory.first = new Hour(number, hashes, size, memory.first);
    }
    return memory;
  }
}
