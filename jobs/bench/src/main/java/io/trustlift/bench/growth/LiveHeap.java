package io.trustlift.bench.growth;

import io.trustlift.local.process.StartException;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is alive on this process's heap. The heap's own usage would count what the job makes until
 * it is asked, and garbage that the parallel collector leaves where moving all else is not worth
 * it.
 */
final class LiveHeap {

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private LiveHeap() {}

  /**
   * The bytes of all objects that can be reached, counted while everything stands still.
   *
   * @throws StartException where this virtual machine cannot count them
   */
  static long bytes() {
    Matcher total = TOTAL.matcher(histogram());
    if (!total.find()) {
      throw new StartException("The histogram of the heap has no total; is this HotSpot?");
    }
    return Long.parseLong(total.group(1));
  }

  /**
   * Whether any object of a class can be reached.
   *
   * @throws StartException where this virtual machine cannot tell
   */
  static boolean holds(Class<?> type) {
    return Pattern.compile("(?m)\\s" + Pattern.quote(type.getName()) + "(\\s|$)")
        .matcher(histogram())
        .find();
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(COMMANDS),
                  "gcClassHistogram",
                  new Object[] {null},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new StartException("The live heap cannot be counted: " + e.getMessage(), e);
    }
  }
}
