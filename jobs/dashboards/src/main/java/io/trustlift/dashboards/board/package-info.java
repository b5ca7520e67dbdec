/** The dashboards: one class for each question. */
package io.trustlift.dashboards.board;
