import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';

/** The Arc extension has its own namespace. */
const arc: readonly Edit[] = [
  { remove: 'Deployment kube-system/osm-controller' },
  { remove: 'Deployment kube-system/osm-injector' },
  { remove: 'Deployment kube-system/osm-bootstrap' },
  {
    add: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'osm-controller',
        namespace: 'arc-osm-system',
        labels: { app: 'osm-controller', 'app.kubernetes.io/name': 'openservicemesh.io' },
      },
      spec: { template: { spec: { containers: [{ name: 'osm-controller', image: 'osm:v1.2.6' }] } } },
    },
  },
];

export const cases: CheckCases = {
  fires: [
    { name: 'ten months before', expect: [['supportEnds', controller, 'info']] },
    {
      name: '181 days before',
      now: '2027-04-02T23:59:59Z',
      expect: [['supportEnds', controller, 'info']],
    },
    {
      name: '180 days before',
      now: '2027-04-03T00:00:00Z',
      expect: [['supportEnds', controller, 'warning']],
    },
    { name: '60 days before', now: '2027-08-01T12:00:00Z', expect: [['supportEnds', controller, 'warning']] },
    { name: '59 days before', now: '2027-08-02T12:00:00Z', expect: [['supportEnds', controller, 'error']] },
    { name: 'on the last day', now: '2027-09-30T23:00:00Z', expect: [['supportEnds', controller, 'error']] },
    { name: 'the day after', now: '2027-10-01T00:00:00Z', expect: [['supportEnded', controller, 'error']] },
    {
      name: 'the Arc extension, whose own day nobody here knows',
      edits: arc,
      now: '2027-10-01T00:00:00Z',
      expect: [['supportEnded', 'Deployment arc-osm-system/osm-controller', 'info']],
    },
    { name: 'two years before', now: '2025-09-30T12:00:00Z', expect: [['supportEnds', controller, 'info']] },
  ],
  passes: [{ name: 'more than two years before', now: '2025-09-29T12:00:00Z' }],
  notApplicable: [
    { name: 'installed by hand', cluster: 'healthy-1.1.1' },
    { name: 'no OSM at all', cluster: 'nothing-here' },
  ],
};
