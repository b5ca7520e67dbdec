package io.trustlift.model.row;

/**
 * A row of {@code displays}: one showing of a credential in a room.
 *
 * @param shownAt epoch milliseconds
 * @param hiddenAt epoch milliseconds; while the display is on, the latest instant at which it can
 *     end
 * @param endReason {@code hide} or {@code max_display}; empty while the display is on
 * @param visitsReached live visits that viewed it so far
 * @param validity of the credential at {@code shownAt}: {@code valid}, {@code unknown}, {@code
 *     revoked}, {@code not_yet_valid} or {@code expired}
 * @param version the row of the greater version replaces the other
 */
public record DisplayRow(
    String displayId,
    String streamId,
    String credentialId,
    String placement,
    String productId,
    String experimentId,
    String variant,
    long shownAt,
    long hiddenAt,
    String endReason,
    int visitsReached,
    String validity,
    long version) {}
