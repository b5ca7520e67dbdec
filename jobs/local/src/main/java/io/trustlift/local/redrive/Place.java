package io.trustlift.local.redrive;

/** Where in the dead letter's topic the record stands that was sent for it. */
record Place(int partition, long offset) {}
