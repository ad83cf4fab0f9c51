import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, meshedPod, permissive, strict, target } from './objects.ts';

const name = 'TrafficTarget bookstore/t';
const opens = target('bookstore/t', { destination: account('bookstore/default') });
const shared = { serviceAccountName: 'default' };
const two = [meshedPod('bookstore/a', shared), meshedPod('bookstore/b', shared)];

export const cases: CheckCases = {
  fires: [
    {
      name: 'two workloads run as default',
      edits: [strict, opens, ...two],
      expect: [['opensAll', name, 'warning']],
    },
    {
      name: 'permissive mode makes it a note',
      cluster: 'healthy-1.1.1',
      edits: [permissive, opens, ...two],
      expect: [['opensAll', name, 'info']],
    },
    {
      name: 'some came of lists that were cut',
      edits: [strict, opens, ...two],
      incomplete: ['pods', 'trafficTargets'],
      expect: [['opensAll', name]],
    },
  ],
  passes: [
    { name: 'each has its own', cluster: 'healthy-1.1.1' },
    { name: 'a single workload runs as default', edits: [strict, opens, meshedPod('bookstore/a', shared)] },
    { name: 'two share default, and nobody opens it', edits: [strict, ...two] },
    {
      name: 'the second has no sidecar',
      edits: [
        strict,
        opens,
        meshedPod('bookstore/a', shared),
        meshedPod('bookstore/b', { ...shared, volumes: [] }),
      ],
    },
    {
      name: 'the second has ended',
      edits: [strict, opens, ...two, { patch: 'Pod bookstore/b', with: { status: { phase: 'Failed' } } }],
    },
    {
      name: 'two workloads of another namespace',
      edits: [strict, opens, meshedPod('bookbuyer/a', shared), meshedPod('bookbuyer/b', shared)],
    },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [
        strict,
        addNamespace('shop'),
        target('shop/t', { destination: account('shop/default') }),
        meshedPod('shop/a', shared),
        meshedPod('shop/b', shared),
      ],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'only some pods came, of a single workload', edits: [strict, opens], incomplete: ['pods'] },
  ],
};
