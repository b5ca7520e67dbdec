package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user types it, and what it promises to show. */
class DemoIT {

  private static final Pattern RIGHT_SIDE =
      Pattern.compile("(\\d+) of (\\d+) crude ratios lie above 1");

  @TempDir private Path folder;

  @Test
  void plantedEffectsShow() {
    CommandLine demo = CommandLine.run("demo", "--data", folder);
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    System.out.print(demo.out());

    assertThat(demo.out()).contains("US ", "DE ", "SE ", "SG ", "JP ", "AU ");
    Matcher rightSide = RIGHT_SIDE.matcher(demo.out());
    assertThat(rightSide.find()).isTrue();
    assertThat(rightSide.group(1)).isEqualTo(rightSide.group(2));
    assertThat(Integer.parseInt(rightSide.group(2))).isGreaterThanOrEqualTo(10);
  }
}
