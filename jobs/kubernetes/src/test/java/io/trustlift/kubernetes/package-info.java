/** Checks of the manifests in {@code infra/k8s}, as far as they can be made without a cluster. */
package io.trustlift.kubernetes;
