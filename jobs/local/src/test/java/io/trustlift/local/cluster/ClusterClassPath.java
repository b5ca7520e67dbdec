package io.trustlift.local.cluster;

import io.trustlift.local.process.ParentWatch;
import io.trustlift.report.http.LoopbackGuard;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * This process's class path in two: what a Flink distribution holds, and what comes with the job.
 * The cluster's processes know nothing of the job, so what it needs has to come with it, as it does
 * on a cluster of one's own.
 *
 * @param jobJar the job
 * @param flink entries of Flink's processes
 * @param job entries that the job brings along
 */
record ClusterClassPath(Path jobJar, List<Path> flink, List<Path> job) {

  /** Folders of a Maven repository whose jars stand in Flink's {@code lib}, or inside them. */
  private static final List<String> OF_FLINK =
      List.of(
          "/org/apache/flink/",
          "/org/apache/logging/",
          "/org/slf4j/",
          "/org/apache/commons/",
          "/commons-cli/",
          "/commons-collections/",
          "/commons-io/",
          "/com/esotericsoftware/",
          "/org/objenesis/",
          "/org/javassist/",
          "/org/snakeyaml/",
          "/org/xerial/snappy/",
          "/at/yawk/lz4/",
          "/tools/profiler/",
          "/org/ow2/asm/",
          "/com/google/code/findbugs/");

  private static final String CONNECTORS = "/org/apache/flink/flink-connector-";

  /** The only one of them that the distribution holds. */
  private static final String DATAGEN = CONNECTORS + "datagen";

  private static final String JOB_JAR = "trustlift-attribution-";
  private static final List<String> OF_THE_JOB =
      List.of(
          "trustlift-model-",
          "trustlift-exposure-",
          "trustlift-adapters-",
          "trustlift-clickhouse-");

  static ClusterClassPath ofThisProcess() {
    List<Path> flink = new ArrayList<>();
    List<Path> job = new ArrayList<>();
    Path jobJar = null;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      if (name.startsWith(JOB_JAR) && name.endsWith(".jar")) {
        jobJar = path;
      } else if (isOfFlink(entry)) {
        flink.add(path);
      } else if (name.endsWith(".jar") && isOfTheJob(name)) {
        job.add(path);
      }
    }
    if (jobJar == null) {
      throw new IllegalStateException(
          "The job is not on the class path as a jar: run this in Maven's phase verify");
    }
    return new ClusterClassPath(jobJar, List.copyOf(flink), List.copyOf(job));
  }

  private static boolean isOfFlink(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return (!path.contains(CONNECTORS) || path.contains(DATAGEN))
        && OF_FLINK.stream().anyMatch(path::contains);
  }

  /** All that is not ours, and of ours what the job is made of. */
  private static boolean isOfTheJob(String name) {
    return !name.startsWith("trustlift-") || OF_THE_JOB.stream().anyMatch(name::startsWith);
  }

  /** What Flink's processes are started with: the distribution, and the class that starts it. */
  String ofProcesses() {
    return flink.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
        + File.pathSeparator
        + placeOf(FlinkServer.class)
        + File.pathSeparator
        + placeOf(ParentWatch.class)
        + File.pathSeparator
        + placeOf(LoopbackGuard.class);
  }

  private static String placeOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  /** What comes with the job, as a cluster is told. */
  List<URL> urls() {
    List<URL> urls = new ArrayList<>();
    for (Path entry : job) {
      try {
        urls.add(entry.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    return urls;
  }
}
