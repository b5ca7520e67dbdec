package io.trustlift.local.chaos;

import java.time.Duration;

/**
 * A fault and what came after it.
 *
 * @param detail what was drawn
 * @param time from the fault (of a frozen process or a broken link, from its end) to the end of the
 *     first checkpoint begun once everything had been started again: all tasks run and all that
 *     they had read stands in the tables
 */
record Recovery(Fault fault, String detail, Duration time) {}
