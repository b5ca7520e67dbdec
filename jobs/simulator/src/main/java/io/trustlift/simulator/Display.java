package io.trustlift.simulator;

/**
 * One planned display.
 *
 * @param shownAt epoch milliseconds
 * @param hiddenAt epoch milliseconds; with {@code neverHidden} the end that the contract gives it
 * @param experiment whether only the experiment's treated arm sees it
 */
record Display(
    String displayId,
    Credential credential,
    long shownAt,
    long hiddenAt,
    boolean neverHidden,
    boolean experiment,
    String placement,
    String productId) {}
