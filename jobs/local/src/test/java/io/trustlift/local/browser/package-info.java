/** Chromium for tests: opens pages as a person would, and tells what is on them. */
package io.trustlift.local.browser;
