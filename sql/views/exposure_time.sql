-- Viewer-time by minute, room, market and combination of credentials, each combination once.
CREATE OR REPLACE VIEW trust.exposure_time AS
SELECT minute, stream_id, mode, market, on_screen, recent, viewer_ms
FROM trust.exposure_time_versions FINAL;
