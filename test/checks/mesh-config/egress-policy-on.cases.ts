import type { CheckCases } from '../check-cases.ts';
import { ours, policy, setSpec } from './objects.ts';

const off = setSpec({ featureFlags: { enableEgressPolicy: false } });
const absent = setSpec({ featureFlags: { enableEgressPolicy: null } });
const egress = policy('Egress', 'bookbuyer', 'maps');

export const cases: CheckCases = {
  fires: [
    {
      name: 'an Egress, and the flag is off',
      edits: [off, egress],
      expect: [['switchedOff', ours, 'warning']],
    },
    { name: 'an absent flag is off', edits: [absent, egress], expect: [['switchedOff', ours]] },
    {
      name: 'many of them are one finding',
      edits: [off, ...['a', 'b', 'c', 'd'].map((name) => policy('Egress', 'bookbuyer', name))],
      expect: [['switchedOff', ours]],
    },
    {
      name: 'on 0.11.1, which has no kind Retry',
      cluster: 'healthy-0.11.1',
      edits: [off, egress],
      expect: [['switchedOff', ours]],
    },
    {
      name: 'some came of a list that was cut',
      edits: [off, egress],
      incomplete: ['egresses'],
      expect: [['switchedOff', ours]],
    },
  ],
  passes: [
    { name: 'an Egress, and the flag is on', edits: [egress] },
    { name: 'the flag is off, and there is no Egress', edits: [off] },
    { name: 'an IngressBackend needs no flag', edits: [off, policy('IngressBackend', 'bookbuyer', 'web')] },
    {
      name: 'the flag of IngressBackend is off, which nothing reads',
      edits: [
        setSpec({ featureFlags: { enableIngressBackendPolicy: false } }),
        policy('IngressBackend', 'bookbuyer', 'web'),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    {
      name: 'there is no kind Egress',
      edits: [off, { remove: 'CustomResourceDefinition egresses.policy.openservicemesh.io' }],
    },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'none came of a list that was cut', edits: [off], incomplete: ['egresses'] }],
};
