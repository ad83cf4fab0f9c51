import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { egress, everything, permissive, routeGroup, strict, target, tcpRoute } from './objects.ts';

const ours = 'MeshConfig kube-system/osm-mesh-config';

export const cases: CheckCases = {
  fires: [
    {
      name: 'a TrafficTarget, and permissive mode is on',
      edits: [target('bookstore/t')],
      expect: [['moot', ours, 'info']],
    },
    {
      name: 'routes alone',
      edits: [routeGroup('bookstore/books', everything), tcpRoute('bookstore/db', 5432)],
      expect: [['moot', ours]],
    },
    {
      name: 'a group, and no Egress uses it',
      edits: [routeGroup('bookstore/books', everything)],
      expect: [['moot', ours]],
    },
    {
      name: 'upstream',
      cluster: 'healthy-1.1.1',
      edits: [permissive],
      expect: [['moot', 'MeshConfig osm-system/osm-mesh-config']],
    },
  ],
  passes: [
    { name: 'permissive mode on, and no policies' },
    { name: 'permissive mode off', cluster: 'healthy-1.1.1' },
    { name: 'off on AKS', edits: [strict, target('bookstore/t')] },
    {
      name: 'a group that an Egress uses counts in every mode',
      edits: [
        routeGroup('bookbuyer/out', everything),
        egress('bookbuyer/out', { matches: [{ kind: 'HTTPRouteGroup', name: 'out' }] }),
      ],
    },
    { name: 'policies outside the mesh are OSM7013', edits: [addNamespace('shop'), target('shop/t')] },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'only some TrafficTargets came', incomplete: ['trafficTargets'] }],
};
