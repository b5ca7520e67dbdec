/** Writing to ClickHouse in measured batches. */
package io.trustlift.attribution.sink;
