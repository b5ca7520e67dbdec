package io.trustlift.bench.growth;

import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;

/** Where the job keeps its state. */
enum Backend {
  HEAP,
  ROCKSDB;

  /** What each slot's RocksDB may use of memory, as a slot of the cluster's TaskManagers has. */
  private static final String MEMORY_OF_SLOT = "512m";

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The job's settings for it. */
  Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, this == HEAP ? "hashmap" : "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, this == ROCKSDB);
    settings.setString("state.backend.rocksdb.memory.fixed-per-slot", MEMORY_OF_SLOT);
    return settings;
  }
}
