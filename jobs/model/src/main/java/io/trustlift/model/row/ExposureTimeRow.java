package io.trustlift.model.row;

import java.util.List;

/**
 * A row of {@code exposure_time}: the viewer-time that visits of one room and market spent, within
 * one minute, with one combination of credentials on screen and recent.
 *
 * @param minute start of the minute, epoch milliseconds
 * @param onScreen sorted credential ids on screen
 * @param recent sorted credential ids viewed and hidden at most {@code carry_over} ago
 * @param viewerMs milliseconds of viewer-time so far; it only grows, so it is the row's version too
 */
public record ExposureTimeRow(
    long minute,
    String streamId,
    String mode,
    String market,
    List<String> onScreen,
    List<String> recent,
    long viewerMs) {}
