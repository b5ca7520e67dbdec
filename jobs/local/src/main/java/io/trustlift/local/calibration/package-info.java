/**
 * Whether the statistics keep their word: worlds with a planted truth go through the real job, the
 * real views are asked, and what they say is compared with what was planted.
 */
package io.trustlift.local.calibration;
