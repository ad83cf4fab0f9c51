import { absentIs, always, type MeshConfigKey } from './key.ts';

/** Keys of `spec.observability`; sources as in sidecar.ts, and `pkg/logger/logger.go`. */
export const observabilityKeys: readonly MeshConfigKey[] = [
  {
    path: 'spec.observability.osmLogLevel',
    type: 'string',
    format: 'controlPlaneLogLevel',
    defaults: {
      preset: always('info'),
      aks: always('info'),
      code: always({ says: "the level of each Deployment's flag --verbosity" }),
    },
    means: "The log level of OSM's control plane.",
    takesEffect: always('atOnce'),
    note: "A word that is no level is ignored. After a restart the Deployment's flag --verbosity counts until the key changes again.",
    risk: 'low',
    since: 'v0.11.1',
  },
  {
    path: 'spec.observability.enableDebugServer',
    type: 'boolean',
    defaults: { preset: always(false), aks: always(true), code: absentIs(false) },
    means:
      "Runs the controller's debug server on port 9092, which shows the whole configuration of the mesh.",
    takesEffect: always('atOnce'),
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.observability.tracing.enable',
    type: 'boolean',
    defaults: { preset: always(false), aks: always(false), code: absentIs(false) },
    means: 'Has sidecars send traces to a Zipkin collector.',
    takesEffect: always('atOnce'),
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.observability.tracing.address',
    type: 'string',
    format: 'host',
    defaults: {
      code: always({ says: 'jaeger.NAMESPACE.svc.cluster.local, in the namespace of the control plane' }),
    },
    means: 'The host of the collector, which must be in the mesh or excluded from it.',
    takesEffect: always('atOnce'),
    risk: 'low',
    since: 'v0.11.1',
  },
  {
    path: 'spec.observability.tracing.port',
    type: 'integer',
    format: 'tracingPort',
    defaults: { code: absentIs(9411) },
    means: 'The port of the collector.',
    takesEffect: always('atOnce'),
    note: "The schema has no bounds, but OSM's code reads a 16-bit number: above 32767 the controller sees no change of MeshConfig any more.",
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.observability.tracing.endpoint',
    type: 'string',
    format: 'urlPath',
    defaults: { code: absentIs('/api/v2/spans') },
    means: 'The path on the collector to which spans are sent.',
    takesEffect: always('atOnce'),
    risk: 'low',
    since: 'v0.11.1',
  },
];
