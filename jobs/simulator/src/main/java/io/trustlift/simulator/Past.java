package io.trustlift.simulator;

/**
 * What a viewer has behind them when a visit begins.
 *
 * @param returning began another visit at least six hours before
 * @param tours earlier visits that have shown a credential of the tiring kind
 */
record Past(boolean returning, int tours) {
  static final Past NONE = new Past(false, 0);
}
