package io.trustlift.model;

/**
 * A credential that appeared on a room's screen ({@code show}) or left it.
 *
 * @param show true for {@code show}, false for {@code hide}
 * @param credentialId present on a show
 * @param experimentId empty, or the experiment whose viewers of {@code variant} alone see the
 *     display
 */
public record DisplayEvent(
    String eventId,
    long eventTime,
    String displayId,
    String streamId,
    boolean show,
    String credentialId,
    String placement,
    String productId,
    String experimentId,
    String variant)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.OVERLAY_DISPLAYS;
  }

  @Override
  public String key() {
    return streamId;
  }
}
