/** The alert rules, and how Grafana's provisioning files say them. */
package io.trustlift.dashboards.alert;
