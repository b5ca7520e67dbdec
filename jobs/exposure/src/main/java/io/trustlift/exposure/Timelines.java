package io.trustlift.exposure;

/** Where the displays of a stream are found. */
@FunctionalInterface
public interface Timelines {

  /** The stream's timeline, settled up to the watermark; an empty one where nothing was shown. */
  Timeline of(String streamId);
}
