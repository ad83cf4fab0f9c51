import { absentIs, always, type ByRelease, type Effect, type MeshConfigKey } from './key.ts';

/** v0.11.1 does not push to the sidecars when a flag changes (`pkg/messaging/broker.go` came with v1.0.0). */
const pushedFrom10: ByRelease<Effect> = [
  ['v0.11.1', 'nextPush'],
  ['v1.0.0', 'atOnce'],
];

/** A flag as the chart and the add-on set it. */
const setTo = (value: boolean) => ({ preset: always(value), aks: always(value), code: absentIs(false) });

/** Keys of `spec.featureFlags`; sources as in sidecar.ts. Their risk is our judgement. */
export const featureFlagKeys: readonly MeshConfigKey[] = [
  {
    path: 'spec.featureFlags.enableWASMStats',
    type: 'boolean',
    defaults: setTo(true),
    means: 'Adds request metrics by service to the sidecars, through a WebAssembly filter.',
    takesEffect: pushedFrom10,
    risk: 'low',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableEgressPolicy',
    type: 'boolean',
    defaults: setTo(true),
    means: 'Applies Egress policies.',
    takesEffect: pushedFrom10,
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableMulticlusterMode',
    type: 'boolean',
    defaults: {
      preset: [
        ['v0.11.1', false],
        ['v1.2.0', undefined],
      ],
      aks: [
        ['v0.11.1', false],
        ['v1.2.0', undefined],
      ],
      code: absentIs(false),
    },
    means: 'Multicluster support, which v1.2.0 removed; the key stayed in the CRD.',
    takesEffect: [
      ['v0.11.1', 'controlPlaneRestart'],
      ['v1.2.0', 'never'],
    ],
    note: 'Leave it alone.',
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableSnapshotCacheMode',
    type: 'boolean',
    defaults: setTo(false),
    means: "Serves sidecars from go-control-plane's snapshot cache.",
    takesEffect: always('controlPlaneRestart'),
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableAsyncProxyServiceMapping',
    type: 'boolean',
    defaults: setTo(false),
    means: 'Nothing: no release reads it.',
    takesEffect: always('never'),
    risk: 'low',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableIngressBackendPolicy',
    type: 'boolean',
    defaults: setTo(true),
    means:
      'Applies IngressBackend policies in v0.11.1; from v1.0.0 on they are always applied and nothing reads the key.',
    takesEffect: [
      ['v0.11.1', 'nextPush'],
      ['v1.0.0', 'never'],
    ],
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableEnvoyActiveHealthChecks',
    type: 'boolean',
    defaults: setTo(false),
    means: 'Has sidecars probe the pods that they send requests to.',
    takesEffect: pushedFrom10,
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.featureFlags.enableRetryPolicy',
    type: 'boolean',
    defaults: setTo(false),
    means: 'Applies Retry policies; the key is in the CRD since v0.11.1, the code reads it from v1.1.0 on.',
    takesEffect: [
      ['v0.11.1', 'never'],
      ['v1.1.0', 'atOnce'],
    ],
    risk: 'medium',
    since: 'v0.11.1',
  },
];
