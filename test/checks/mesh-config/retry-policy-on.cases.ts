import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { ours, policy, setSpec } from './objects.ts';

const on = setSpec({ featureFlags: { enableRetryPolicy: true } });
const retry = policy('Retry', 'bookbuyer', 'again');

export const cases: CheckCases = {
  fires: [
    {
      name: 'a Retry, and the flag is off, as is the default',
      edits: [retry],
      expect: [['switchedOff', ours, 'warning']],
    },
    {
      name: 'an absent flag is off',
      edits: [setSpec({ featureFlags: null }), retry],
      expect: [['switchedOff', ours]],
    },
    {
      name: 'upstream 1.1.1',
      cluster: 'healthy-1.1.1',
      edits: [retry],
      expect: [['switchedOff', 'MeshConfig osm-system/osm-mesh-config']],
    },
    {
      name: '1.1.0, the first that has them',
      cluster: 'healthy-1.1.1',
      edits: [retry, ...onRelease('v1.1.0', 'osm-system')],
      expect: [['switchedOff', 'MeshConfig osm-system/osm-mesh-config']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [retry],
      incomplete: ['retries'],
      expect: [['switchedOff', ours]],
    },
  ],
  passes: [
    { name: 'a Retry, and the flag is on', edits: [on, retry] },
    { name: 'the flag is off, and there is no Retry' },
  ],
  notApplicable: [
    { name: '1.0.0 has no kind Retry', cluster: 'healthy-1.0.0' },
    {
      name: 'the kind of another release beside 0.11.1, which does not read it',
      cluster: 'healthy-0.11.1',
      edits: [
        {
          add: {
            apiVersion: 'apiextensions.k8s.io/v1',
            kind: 'CustomResourceDefinition',
            metadata: { name: 'retries.policy.openservicemesh.io' },
            spec: { names: { kind: 'Retry' }, versions: [{ name: 'v1alpha1', served: true, storage: true }] },
          },
        },
        retry,
      ],
    },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['retries'] }],
};
