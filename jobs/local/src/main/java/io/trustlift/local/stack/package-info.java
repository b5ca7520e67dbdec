/**
 * The parts put together: a folder with everything that a stack keeps, a batch from files to
 * tables, a stack that stays up.
 */
package io.trustlift.local.stack;
