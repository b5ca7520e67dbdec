/** Java processes that this one starts and ends with it. */
package io.trustlift.local.process;
