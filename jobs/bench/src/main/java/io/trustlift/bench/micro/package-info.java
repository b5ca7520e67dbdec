/** What the two rules that every event goes through cost alone. */
package io.trustlift.bench.micro;
