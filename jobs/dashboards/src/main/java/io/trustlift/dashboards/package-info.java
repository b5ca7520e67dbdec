/** Grafana's dashboards and alert rules, written from short definitions. */
package io.trustlift.dashboards;
