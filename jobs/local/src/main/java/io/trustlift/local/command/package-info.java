/**
 * The command line, {@code infra/trustlift}: what a person types and reads. The work is done
 * elsewhere.
 */
package io.trustlift.local.command;
