package io.trustlift.local.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of {@code libchdb.so} that are used here, under their C names. Lengths are in
 * bytes, texts need no NUL at the end. Results and streams must be destroyed by the caller. A
 * connection runs one statement at a time; connections of one process share one data folder.
 */
interface ChdbLibrary extends Library {

  /**
   * To be called before the first connection: with the engine's own handlers the JVM hangs or dies.
   */
  void chdb_set_signal_handlers_enabled(int enabled);

  /** Null when the engine cannot be started on the folder. */
  Pointer chdb_connect(int argc, String[] argv);

  void chdb_close_conn(Pointer connectionHolder);

  /** 0 when every thread of the engine has ended; all connections must be closed before. */
  int chdb_shutdown();

  String chdb_version();

  /**
   * {@code analysis} is four 32-bit integers: size of the struct (set by the caller), statements,
   * flags, class.
   */
  int chdb_classify_query_n(
      Pointer connection,
      byte[] sql,
      long sqlLength,
      byte[] targetDatabase,
      long targetDatabaseLength,
      int[] analysis);

  Pointer chdb_query_with_params_n(
      Pointer connection,
      byte[] query,
      long queryLength,
      byte[] format,
      long formatLength,
      Pointer[] names,
      long[] nameLengths,
      Pointer[] values,
      long[] valueLengths,
      long count);

  Pointer chdb_stream_query_with_params_n(
      Pointer connection,
      byte[] query,
      long queryLength,
      byte[] format,
      long formatLength,
      Pointer[] names,
      long[] nameLengths,
      Pointer[] values,
      long[] valueLengths,
      long count);

  Pointer chdb_stream_fetch_result(Pointer connection, Pointer stream);

  void chdb_stream_cancel_query(Pointer connection, Pointer stream);

  Pointer chdb_stream_insert_with_params_n(
      Pointer connection,
      byte[] query,
      long queryLength,
      byte[] format,
      long formatLength,
      Pointer[] names,
      long[] nameLengths,
      Pointer[] values,
      long[] valueLengths,
      long count);

  int chdb_stream_append(Pointer insert, byte[] data, long length);

  Pointer chdb_stream_done(Pointer insert);

  void chdb_stream_cancel_insert(Pointer insert);

  Pointer chdb_stream_insert_error(Pointer insert);

  void chdb_destroy_insert_stream(Pointer insert);

  Pointer chdb_result_buffer(Pointer result);

  long chdb_result_length(Pointer result);

  /** Null when there was no error. */
  Pointer chdb_result_error(Pointer result);

  long chdb_result_rows_read(Pointer result);

  long chdb_result_bytes_read(Pointer result);

  long chdb_result_storage_rows_read(Pointer result);

  long chdb_result_storage_bytes_read(Pointer result);

  long chdb_result_rows_written(Pointer result);

  long chdb_result_bytes_written(Pointer result);

  void chdb_destroy_query_result(Pointer result);
}
