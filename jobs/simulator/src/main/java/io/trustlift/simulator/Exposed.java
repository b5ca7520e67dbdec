package io.trustlift.simulator;

/**
 * A display to which a viewer is exposed at an instant.
 *
 * @param onScreen otherwise it is recent
 */
record Exposed(Display display, boolean onScreen) {}
