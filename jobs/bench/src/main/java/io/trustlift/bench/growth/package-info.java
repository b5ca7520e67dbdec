/** What an event costs as viewers, rooms and displays grow. */
package io.trustlift.bench.growth;
