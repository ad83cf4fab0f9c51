import type { ComponentName } from '../model/facts.ts';

/** Names that OSM writes into the cluster; the same in v0.11.1 to v1.2.4 (`pkg/constants/constants.go`). */

/** Label on a Namespace: which mesh it belongs to. */
export const monitoredByLabel = 'openservicemesh.io/monitored-by';
/** Label on a Namespace: both webhooks pass it over. */
export const ignoreLabel = 'openservicemesh.io/ignore';
/** Label on a Namespace of some other program's control plane: both webhooks pass it over. */
export const controlPlaneLabel = 'control-plane';
/** Annotation on a Namespace or Pod: whether new pods get a sidecar. */
export const injectionAnnotation = 'openservicemesh.io/sidecar-injection';
/** Annotation on a Namespace: whether new pods are scraped. */
export const metricsAnnotation = 'openservicemesh.io/metrics';
/** Label on an injected pod. */
export const proxyUuidLabel = 'osm-proxy-uuid';
/** Volume that every injected pod has, and no other (`pkg/injector/volumes.go`). */
export const sidecarVolume = 'envoy-bootstrap-config-volume';
/** Name of the one MeshConfig that OSM reads (`pkg/configurator/client.go`). */
export const meshConfigName = 'osm-mesh-config';
/** Label on CRDs and control-plane objects. */
export const osmObjectLabel = { key: 'app.kubernetes.io/name', value: 'openservicemesh.io' } as const;

/** The three programs of the control plane. */
export const componentNames: readonly ComponentName[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'];

/** Services of the control plane; osm-validator is served by the controller's pods. */
export const serviceNames = ['osm-controller', 'osm-validator', 'osm-injector', 'osm-bootstrap'] as const;

/** API groups of OSM's and SMI's kinds. */
export const meshApiGroups = [
  'config.openservicemesh.io',
  'policy.openservicemesh.io',
  'access.smi-spec.io',
  'specs.smi-spec.io',
  'split.smi-spec.io',
] as const;

/** Every CRD that any release from v0.11.1 to v1.2.4 installs. */
export const knownCrdNames = [
  'egresses.policy.openservicemesh.io',
  'httproutegroups.specs.smi-spec.io',
  'ingressbackends.policy.openservicemesh.io',
  'meshconfigs.config.openservicemesh.io',
  'meshrootcertificates.config.openservicemesh.io',
  'multiclusterservices.config.openservicemesh.io',
  'retries.policy.openservicemesh.io',
  'tcproutes.specs.smi-spec.io',
  'trafficsplits.split.smi-spec.io',
  'traffictargets.access.smi-spec.io',
  'upstreamtrafficsettings.policy.openservicemesh.io',
] as const;
