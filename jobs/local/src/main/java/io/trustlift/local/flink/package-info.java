/** Flink's own mini cluster in this process, with its web page. */
package io.trustlift.local.flink;
