package io.trustlift.local.command;

/** How a command answers. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** One array of objects. */
  JSON,
  /** RFC 4180, under a line of names. */
  CSV
}
