/** A real Kafka broker in a process of its own, and how files get into it. */
package io.trustlift.local.kafka;
