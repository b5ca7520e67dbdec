/**
 * The quick look: the views of the tables as one read-only page of this machine, without a Grafana.
 *
 * <p>{@link io.trustlift.report.look.LookServer} listens; {@code Panels} names what can be asked,
 * each a bound query over a view; {@code Filters} reads what a request asks for; {@code Answers}
 * keeps what was answered, and asks again in the background when the tables have changed.
 */
package io.trustlift.report.look;
