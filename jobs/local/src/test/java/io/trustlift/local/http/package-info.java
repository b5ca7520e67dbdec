/** What tests ask of servers, byte by byte. */
package io.trustlift.local.http;
