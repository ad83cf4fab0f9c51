import type { CheckCases } from '../check-cases.ts';
import {
  addMeshed,
  addPlainNamespace,
  ofDeployment,
  ownedBy,
  type Special,
  serve,
  traffic,
} from './objects.ts';

const till = (special: Special = {}) => addMeshed('bookbuyer', 'till', { ports: [8080], ...special });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a port, and no Service',
      edits: [till()],
      expect: [['noService', 'Pod bookbuyer/till', 'info']],
    },
    {
      name: 'all pods of a Deployment with many ports',
      edits: ['a', 'b'].map((pod) =>
        addMeshed('bookbuyer', `till-5d4f-${pod}`, {
          ...ofDeployment('till'),
          ports: [9102, 80, 443, 9, 8080, 10],
        }),
      ),
      expect: [['noService', 'Deployment bookbuyer/till']],
    },
    {
      name: 'a Service of that name in another namespace',
      edits: [
        ...serve('till', { port: 8080 }, { ports: [8080] }),
        addMeshed('bookbuyer', 'till-0', { ports: [8080] }),
      ],
      expect: [['noService', 'Pod bookbuyer/till-0']],
    },
    {
      name: 'one of its ports is excluded, another is not',
      edits: [till({ ports: [8080, 9102], annotations: { 'inbound-port-exclusion-list': '9102' } })],
      expect: [['noService', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came',
      edits: [till()],
      incomplete: ['pods'],
      expect: [['noService', 'Pod bookbuyer/till']],
    },
    {
      name: 'the oldest release',
      cluster: 'healthy-0.11.1',
      edits: [till()],
      expect: [['noService', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'all are behind Services' },
    { name: 'behind a Service, ready or not', edits: serve('till', { port: 8080 }, { ports: [8080] }) },
    { name: 'who only calls others', edits: [till({ ports: [] })] },
    { name: 'a Job', edits: [till(ownedBy('Job', 'batch/v1', 'till'))] },
    { name: 'it has just started', edits: [till({ created: '2026-11-22T11:59:00Z' })] },
    {
      name: 'it waited for a node for long and has just started',
      edits: [
        till(),
        { patch: 'Pod bookbuyer/till', with: { status: { startTime: '2026-11-22T11:59:00Z' } } },
      ],
    },
    { name: 'it has not started', edits: [till({ phase: 'Pending' })] },
    {
      name: 'for scrapers alone',
      edits: [till({ annotations: { 'inbound-port-exclusion-list': ' 8080' } })],
    },
    { name: 'excluded by MeshConfig', edits: [till(), traffic({ inboundPortExclusionList: [8080] })] },
    { name: 'without a sidecar', edits: [till({ spec: { volumes: [] } })] },
    {
      name: 'the port of osm-healthcheck is not its own',
      edits: [
        till({
          spec: {
            containers: [{ name: 'osm-healthcheck', image: 'x', ports: [{ containerPort: 15904 }] }],
          },
        }),
      ],
    },
    {
      name: 'outside the mesh',
      edits: [addPlainNamespace('lab'), addMeshed('lab', 'till', { ports: [8080] })],
    },
    {
      name: "a second mesh's",
      cluster: 'two-meshes',
      edits: [addMeshed('playground', 'till', { ports: [8080] })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    {
      name: 'only some slices came: its own may be missing',
      edits: [till()],
      incomplete: ['endpointSlices'],
    },
  ],
};
