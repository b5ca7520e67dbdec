/** A standalone Flink cluster of processes, which tests submit the job to as its users would. */
package io.trustlift.local.cluster;
