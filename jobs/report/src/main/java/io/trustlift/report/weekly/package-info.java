/**
 * The weekly review: rows of the views {@code weekly_metrics} and its companions, as one page and
 * as text. Nothing is computed here but how a number is written.
 */
package io.trustlift.report.weekly;
