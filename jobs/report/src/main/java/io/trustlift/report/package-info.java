/** What people read: the weekly review, and the local look. */
package io.trustlift.report;
