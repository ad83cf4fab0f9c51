import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const first = 'aks-nodepool1-33427610-vmss000000';
const second = 'aks-nodepool1-33427610-vmss000001';

const pods = {
  controller: ['osm-controller-rbqrn6w4qz-9z8wp', 'osm-controller-rbqrn6w4qz-8mcng'],
  injector: ['osm-injector-qx69dhrf5v-dtcv7', 'osm-injector-qx69dhrf5v-ptmbc'],
} as const;

const patched = (of: keyof typeof pods, change: object): Edit[] =>
  pods[of].map((name) => ({ patch: `Pod kube-system/${name}`, with: change }));
const placed = (of: keyof typeof pods, nodeName: string): Edit[] => patched(of, { spec: { nodeName } });

const node = (name: string, labels: object): Edit => ({
  add: {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', ...labels } },
  },
});
const labelled = (name: string, labels: object): Edit => ({
  patch: `Node ${name}`,
  with: { metadata: { labels } },
});
const zone = (of: string | null) => ({ 'topology.kubernetes.io/zone': of });
const leaving = (name: string): Edit => ({
  patch: `Node ${name}`,
  with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
});
const pool = (of: string) => ({ 'kubernetes.azure.com/agentpool': of });
const another = (of: keyof typeof pods, nodeName: string, namespace = 'kube-system'): Edit => ({
  add: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'third', namespace, labels: { app: `osm-${of}` } },
    spec: { nodeName, containers: [{ name: `osm-${of}`, image: 'osm:v1.2.4' }] },
    status: { phase: 'Running' },
  },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'both pods of the injector on one node',
      edits: placed('injector', first),
      expect: [['oneNode', injector, 'warning']],
    },
    {
      name: 'all pods on one node of two',
      edits: [...placed('injector', first), ...placed('controller', first)],
      expect: [
        ['oneNode', controller],
        ['oneNode', injector],
      ],
    },
    {
      name: 'on two nodes of one zone, and another zone has a node',
      edits: [labelled(second, zone('westeurope-1')), node('third', zone('westeurope-2'))],
      expect: [
        ['oneZone', controller, 'warning'],
        ['oneZone', injector, 'warning'],
      ],
    },
    {
      name: 'on one node of a pool of two',
      edits: [
        ...placed('injector', first),
        labelled(first, pool('system')),
        labelled(second, pool('system')),
      ],
      expect: [['oneNode', injector]],
    },
    {
      name: 'on one node, and the controller shows that the other pool fits as well',
      edits: [...placed('injector', first), labelled(first, pool('system')), labelled(second, pool('apps'))],
      expect: [['oneNode', injector]],
    },
    {
      name: 'the one elsewhere was evicted',
      edits: [
        ...placed('injector', first),
        another('injector', second),
        { patch: 'Pod kube-system/third', with: { status: { phase: 'Failed', reason: 'Evicted' } } },
      ],
      expect: [['oneNode', injector]],
    },
    {
      name: 'the one elsewhere is of another mesh',
      edits: [...placed('injector', first), another('injector', second, 'osm-system')],
      expect: [['oneNode', injector]],
    },
    {
      name: 'one of them is not ready, so none is to be deleted',
      edits: [
        ...placed('injector', first),
        {
          patch: `Pod kube-system/${pods.injector[0]}`,
          with: { status: { containerStatuses: [{ name: 'osm-injector', ready: false, restartCount: 0 }] } },
        },
      ],
      expect: [['oneNode', injector]],
    },
    {
      name: 'only some nodes came, and these are enough',
      edits: placed('injector', first),
      incomplete: ['nodes'],
      expect: [['oneNode', injector]],
    },
  ],
  passes: [
    { name: 'on two nodes in two zones' },
    {
      name: 'on two nodes without zones',
      edits: [labelled(first, zone(null)), labelled(second, zone(null))],
    },
    {
      name: 'on two nodes of the only zone',
      edits: [labelled(second, zone('westeurope-1'))],
    },
    {
      name: 'on two nodes of the only zone, beside a node without one',
      edits: [labelled(second, zone('westeurope-1')), node('third', {})],
    },
    {
      name: 'on two nodes without zones, beside nodes of two zones',
      edits: [
        labelled(first, zone(null)),
        labelled(second, zone(null)),
        node('third', zone('westeurope-1')),
        node('fourth', zone('westeurope-2')),
      ],
    },
    {
      name: 'on one node that is going away, so that they are about to move',
      edits: [...placed('injector', first), leaving(first), node('third', {})],
    },
    {
      name: 'outside availability zones the label holds fault domains',
      edits: [labelled(first, zone('0')), labelled(second, zone('0')), node('third', zone('1'))],
    },
    {
      name: 'a zone of a pool that is not known to take them',
      edits: [
        labelled(first, { ...pool('system'), ...zone('westeurope-1') }),
        labelled(second, { ...pool('system'), ...zone('westeurope-1') }),
        node('gpu', { ...pool('gpu'), ...zone('westeurope-2') }),
      ],
    },
    {
      name: 'two on one node and a third elsewhere',
      edits: [...placed('injector', first), another('injector', second)],
    },
  ],
  notApplicable: [
    {
      name: 'a cluster of one node',
      edits: [...placed('injector', first), ...placed('controller', first), { remove: `Node ${second}` }],
    },
    {
      name: 'the other nodes run Windows or are of another pool',
      edits: [
        ...placed('injector', first),
        ...placed('controller', first),
        labelled(first, pool('system')),
        labelled(second, { ...pool('system'), 'kubernetes.io/os': 'windows' }),
        node('gpu', pool('gpu')),
        {
          patch: 'Pod kube-system/osm-bootstrap-p6jhrdnr7w-vxxsn',
          with: { spec: { nodeName: first } },
        },
      ],
    },
    {
      name: 'the other node is going away',
      edits: [...placed('injector', first), leaving(second)],
    },
    { name: 'one replica each, as upstream', cluster: 'healthy-1.1.1' },
    {
      name: 'none is on a node yet',
      edits: [
        ...patched('injector', { spec: { nodeName: null } }),
        ...patched('controller', { spec: { nodeName: null } }),
      ],
    },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'only some pods came', edits: placed('injector', first), incomplete: ['controlPlanePods'] },
    { name: 'only some nodes came, and nothing is wrong on these', incomplete: ['nodes'] },
    {
      name: 'only some nodes came, one of them',
      edits: [...placed('injector', first), { remove: `Node ${second}` }],
      incomplete: ['nodes'],
    },
  ],
};
