/**
 * The stack as processes of the operating system, killed, frozen and cut off while input streams
 * through it: the tables have to be those of an undisturbed run of the same input, row for row.
 */
package io.trustlift.local.chaos;
