package io.trustlift.local.command;

import io.trustlift.local.calibration.CalibrationReport;
import io.trustlift.local.calibration.Measure;
import io.trustlift.local.calibration.Section;
import io.trustlift.report.TextTable;

/** A calibration's result for a terminal. */
final class CalibrationText {

  private CalibrationText() {}

  static String of(CalibrationReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.description()).append('\n');
    for (Section section : report.sections()) {
      TextTable table = new TextTable();
      table.text(CalibrationReport.COLUMNS.get(0));
      table.numbers(CalibrationReport.COLUMNS.subList(1, 5).toArray(String[]::new));
      table.text(CalibrationReport.COLUMNS.subList(5, 7).toArray(String[]::new));
      for (Measure measure : section.measures()) {
        table.row(CalibrationReport.row(measure).toArray());
      }
      text.append('\n').append(section.title()).append('\n').append(section.note());
      text.append('\n').append(table);
    }
    return text.toString();
  }
}
