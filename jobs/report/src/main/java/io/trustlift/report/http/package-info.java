/** What the servers of this machine have in common, none of which listens to anybody else. */
package io.trustlift.report.http;
