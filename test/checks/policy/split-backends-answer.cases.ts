import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { onRelease } from '../on-release.ts';
import { endpoints, service, split } from './objects.ts';

const name = 'TrafficSplit bookstore/s';
const canary: Edit[] = [service('bookstore/canary'), endpoints('bookstore/canary', ['canary'])];
const half = split('bookstore/s', 'bookstore', { bookstore: 50, canary: 50 });

export const cases: CheckCases = {
  fires: [
    { name: 'a backend that is not there', edits: [half], expect: [['missing', name, 'error']] },
    {
      name: 'a full name, which OSM does not take for a backend',
      edits: [split('bookstore/s', 'bookstore', { 'bookstore.bookstore.svc.cluster.local': 1 })],
      expect: [['missing', name]],
    },
    {
      name: 'a backend of another namespace',
      edits: [half, service('bookbuyer/canary'), endpoints('bookbuyer/canary', ['canary'])],
      expect: [['missing', name]],
    },
    {
      name: "a backend without the root's port",
      edits: [
        half,
        service('bookstore/canary', { ports: [{ name: 'http', port: 8080, targetPort: 14001 }] }),
        endpoints('bookstore/canary', ['canary']),
      ],
      expect: [['portMissing', name, 'error']],
    },
    {
      name: "a backend with the root's port, and without its second",
      edits: [
        half,
        ...canary,
        {
          patch: 'Service bookstore/bookstore',
          with: {
            spec: {
              ports: [
                { name: 'http', port: 14001, targetPort: 14001 },
                { name: 'admin', port: 9090, targetPort: 9090 },
              ],
            },
          },
        },
      ],
      expect: [['portMissing', name, 'warning']],
    },
    {
      name: 'two backends, one with a port of the root and one with none of them',
      edits: [
        split('bookstore/s', 'bookstore', { canary: 50, other: 50 }),
        ...canary,
        service('bookstore/other', { ports: [{ name: 'http', port: 8080 }] }),
        endpoints('bookstore/other', ['other']),
        {
          patch: 'Service bookstore/bookstore',
          with: {
            spec: {
              ports: [
                { name: 'http', port: 14001, targetPort: 14001 },
                { name: 'admin', port: 9090, targetPort: 9090 },
              ],
            },
          },
        },
      ],
      expect: [['portMissing', name, 'error']],
    },
    {
      name: "a backend with the root's port in UDP",
      edits: [
        half,
        service('bookstore/canary', { ports: [{ name: 'http', port: 14001, protocol: 'UDP' }] }),
        endpoints('bookstore/canary', ['canary']),
      ],
      expect: [['portMissing', name, 'error']],
    },
    {
      name: 'a backend that lists no ports',
      edits: [
        half,
        service('bookstore/canary', { clusterIP: 'None', ports: [] }),
        endpoints('bookstore/canary', ['canary']),
      ],
      expect: [['portMissing', name, 'error']],
    },
    {
      name: 'the first release that compares ports',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        half,
        service('bookstore/canary', { ports: [{ name: 'http', port: 8080 }] }),
        endpoints('bookstore/canary', ['canary']),
      ],
      expect: [['portMissing', name, 'error']],
    },
    {
      name: 'a backend without endpoints',
      edits: [half, service('bookstore/canary')],
      expect: [['notReady', name]],
    },
    {
      name: 'a backend whose pods are not ready',
      edits: [half, service('bookstore/canary'), endpoints('bookstore/canary', ['canary'], false)],
      expect: [['notReady', name]],
    },
    {
      name: '1.0.0 divides by names alone, whatever the ports',
      cluster: 'healthy-1.0.0',
      edits: [half, service('bookstore/canary', { ports: [{ name: 'http', port: 8080 }] })],
      expect: [['notReady', name]],
    },
    {
      name: 'one of each',
      edits: [
        split('bookstore/s', 'bookstore', { gone: 1, wrong: 1, down: 1 }),
        service('bookstore/wrong', { ports: [{ name: 'http', port: 1 }] }),
        endpoints('bookstore/wrong', ['wrong']),
        service('bookstore/down'),
      ],
      expect: [
        ['missing', name],
        ['portMissing', name],
        ['notReady', name],
      ],
    },
    {
      name: 'some came of a list that was cut',
      edits: [half],
      incomplete: ['trafficSplits'],
      expect: [['missing', name]],
    },
  ],
  passes: [
    { name: 'no splits' },
    { name: 'backends with the port and ready pods', edits: [half, ...canary] },
    {
      name: 'a canary at rest has no weight and no pods',
      edits: [service('bookstore/canary'), split('bookstore/s', 'bookstore', { bookstore: 100, canary: 0 })],
    },
    {
      name: 'a port without a name is found by its empty name',
      edits: [
        half,
        service('bookstore/canary', { ports: [{ port: 8080, targetPort: 14001 }] }),
        endpoints('bookstore/canary', ['canary']),
      ],
    },
    {
      name: 'a missing root is OSM7009',
      edits: [split('bookstore/s', 'gone', { bookstore: 100 })],
    },
    { name: 'outside the mesh it is OSM7013', edits: [addNamespace('shop'), split('shop/s', 'a', { b: 1 })] },
  ],
  notApplicable: [{ name: 'one namespace was asked for', namespace: 'bookstore' }],
  unknown: [
    { name: 'only some Services came', edits: [half], incomplete: ['services'] },
    { name: 'only some EndpointSlices came', edits: [half, ...canary], incomplete: ['endpointSlices'] },
  ],
};
