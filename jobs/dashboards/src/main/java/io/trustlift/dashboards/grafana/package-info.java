/** What a dashboard consists of, and how Grafana's classic JSON (schema version 37) says it. */
package io.trustlift.dashboards.grafana;
