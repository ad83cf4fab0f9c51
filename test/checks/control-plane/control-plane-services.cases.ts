import type { CheckCases, Edit } from '../check-cases.ts';
import { deletedAt } from './rollouts.ts';

const service = (name: string) => `Service kube-system/${name}`;
const slices = {
  'osm-controller': 'EndpointSlice kube-system/osm-controller-bsmbb',
  'osm-validator': 'EndpointSlice kube-system/osm-validator-dxtz5',
  'osm-injector': 'EndpointSlice kube-system/osm-injector-gdddk',
  'osm-bootstrap': 'EndpointSlice kube-system/osm-bootstrap-85pzp',
} as const;

const gone = (name: keyof typeof slices): Edit[] => [{ remove: service(name) }, { remove: slices[name] }];
const ports = (name: string, ...of: number[]): Edit => ({
  patch: service(name),
  with: { spec: { ports: of.map((port) => ({ port, targetPort: port })) } },
});
const notReady = { endpoints: [{ addresses: ['10.244.0.13'], conditions: { ready: false } }] };

export const cases: CheckCases = {
  fires: [
    {
      name: 'the injectors are not ready',
      cluster: 'injector-down',
      expect: [['noEndpoints', service('osm-injector'), 'critical']],
    },
    {
      name: 'the controllers are not ready: two Services, two severities',
      edits: [
        { patch: slices['osm-controller'], with: notReady },
        { patch: slices['osm-validator'], with: { endpoints: [] } },
      ],
      expect: [
        ['noEndpoints', service('osm-controller'), 'critical'],
        ['noEndpoints', service('osm-validator'), 'error'],
      ],
    },
    {
      name: 'a Service without any EndpointSlice, as with a wrong selector',
      edits: [{ remove: slices['osm-bootstrap'] }],
      expect: [['noEndpoints', service('osm-bootstrap'), 'error']],
    },
    {
      name: 'Services are gone',
      edits: [...gone('osm-injector'), ...gone('osm-validator')],
      expect: [
        ['missing', service('osm-injector'), 'critical'],
        ['missing', service('osm-validator'), 'error'],
      ],
    },
    {
      name: 'the port that sidecars connect to is missing',
      edits: [ports('osm-controller', 9091, 9092)],
      expect: [['portMissing', service('osm-controller'), 'critical']],
    },
    {
      name: 'it has no port at all, neither for sidecars nor for people',
      edits: [ports('osm-controller')],
      expect: [['portMissing', service('osm-controller'), 'critical']],
    },
    {
      name: 'a port for people is missing',
      edits: [ports('osm-controller', 15128, 9091)],
      expect: [['portMissing', service('osm-controller'), 'warning']],
    },
    {
      name: 'the port 9095 of the article on 1.2, where the others wait for 9091',
      edits: [ports('osm-bootstrap', 9443, 9095)],
      expect: [['portMissing', service('osm-bootstrap'), 'error']],
    },
    {
      name: 'the port 9091 on 1.0, where the others wait for 9095',
      cluster: 'healthy-1.0.0',
      edits: [ports('osm-bootstrap', 9443, 9091)],
      expect: [['portMissing', service('osm-bootstrap'), 'error']],
    },
    {
      name: 'without 9443 nobody converts on 1.0',
      cluster: 'healthy-1.0.0',
      edits: [ports('osm-bootstrap', 9095)],
      expect: [['portMissing', service('osm-bootstrap'), 'error']],
    },
    {
      name: 'without 9443 nothing is lost on 1.2.4, which does not listen there',
      edits: [ports('osm-bootstrap', 9091)],
      expect: [['portMissing', service('osm-bootstrap'), 'warning']],
    },
    {
      name: 'a Service is gone, its EndpointSlices are not yet',
      edits: [{ remove: service('osm-injector') }],
      expect: [['missing', service('osm-injector'), 'critical']],
    },
    {
      name: 'a Service is being deleted',
      edits: [
        { patch: service('osm-injector'), with: { metadata: { deletionTimestamp: deletedAt } } },
        { patch: service('osm-validator'), with: { metadata: { deletionTimestamp: deletedAt } } },
      ],
      expect: [
        ['terminating', service('osm-injector'), 'critical'],
        ['terminating', service('osm-validator'), 'error'],
      ],
    },
    {
      name: 'a Service that only lost its label is not called missing',
      edits: [
        { patch: service('osm-injector'), with: { metadata: { labels: { app: null } } } },
        { patch: slices['osm-injector'], with: { metadata: { labels: { app: null } } } },
      ],
      expect: [['unlabelled', service('osm-injector'), 'warning']],
    },
  ],
  passes: [
    { name: 'the ports of 0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'the ports of 1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'the ports of 1.1.1, upstream', cluster: 'healthy-1.1.1' },
    { name: 'a port more', edits: [ports('osm-injector', 9090, 9091)] },
    {
      name: 'one of two endpoints is ready',
      edits: [
        {
          patch: slices['osm-injector'],
          with: {
            endpoints: [
              { addresses: ['10.244.0.13'], conditions: { ready: false } },
              { addresses: ['10.244.1.14'], conditions: { ready: true } },
            ],
          },
        },
      ],
    },
    {
      name: 'a Service of a second mesh is gone',
      cluster: 'two-meshes',
      edits: [{ remove: 'Service osm-system/osm-injector' }],
    },
  ],
  notApplicable: [{ name: 'a cluster without OSM', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some Services came', edits: gone('osm-injector'), incomplete: ['controlPlaneServices'] },
    { name: 'only some EndpointSlices came', incomplete: ['controlPlaneEndpoints'] },
  ],
};
