/** From a record's bytes to a valid event, or to the reason why it is none. */
package io.trustlift.model.json;
