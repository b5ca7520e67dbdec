/** Packages that npm fetches once into the checkout, pinned by lock files. */
package io.trustlift.local.npm;
