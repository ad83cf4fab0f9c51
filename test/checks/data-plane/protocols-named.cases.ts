import type { CheckCases } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, addService, serve, traffic } from './objects.ts';

const postgres = { port: 5432 };
const mysql = { port: 3306 };

export const cases: CheckCases = {
  fires: [
    {
      name: 'a database without a word',
      edits: serve('db', postgres),
      expect: [['notHttp', 'Service bookstore/db', 'warning']],
    },
    ...[
      21, 22, 25, 110, 143, 389, 587, 636, 1433, 1521, 1883, 2181, 3306, 4222, 5671, 5672, 6379, 6380, 8883,
      9042, 9092, 11211, 26379, 27017,
    ].map((port) => ({
      name: `port ${port}`,
      edits: serve('db', { port }),
      expect: [['notHttp', 'Service bookstore/db']] as const,
    })),
    {
      name: 'known by the port of the pod',
      edits: serve('db', { port: 80, targetPort: 6379 }),
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'known by the port of the Service',
      edits: serve('db', { port: 5432, targetPort: 15432 }, {}, 'bookbuyer'),
      expect: [['notHttp', 'Service bookbuyer/db']],
    },
    {
      name: 'known by the number that a name stands for',
      edits: [
        ...serve('db', { port: 80, targetPort: 'cache' }),
        { patch: 'EndpointSlice bookstore/db-slice', with: { ports: [{ port: 6379 }] } },
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'its pods are in two slices, and the second holds the one with a sidecar',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService('bookstore', 'db', [postgres], ['db-1']),
        {
          add: {
            apiVersion: 'discovery.k8s.io/v1',
            kind: 'EndpointSlice',
            metadata: {
              name: 'db-slice-2',
              namespace: 'bookstore',
              labels: { 'kubernetes.io/service-name': 'db' },
            },
            endpoints: [{ targetRef: { kind: 'Pod', namespace: 'bookstore', name: 'db-0' } }],
            ports: [postgres],
          },
        },
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'one of its two pods excludes it',
      edits: [
        addMeshed('bookstore', 'db-0', { annotations: { 'inbound-port-exclusion-list': '5432' } }),
        addMeshed('bookstore', 'db-1'),
        ...addService('bookstore', 'db', [postgres], ['db-0', 'db-1']),
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'an exclusion list takes no names',
      edits: [
        addMeshed('bookstore', 'db-0', { annotations: { 'inbound-port-exclusion-list': 'sql' } }),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'sql', port: 5432, targetPort: 'sql' },
            { name: 'console', port: 80, targetPort: 'console' },
          ],
          ['db-0'],
        ),
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'MeshConfig says nothing of traffic',
      edits: [
        ...serve('db', postgres),
        { patch: 'MeshConfig kube-system/osm-mesh-config', with: { spec: { traffic: null } } },
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'an unknown word at a port that is known',
      edits: serve('db', { ...postgres, appProtocol: 'example.com/own' }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']],
    },
    {
      name: 'a name is no prefix without its dash',
      edits: serve('db', { ...postgres, name: 'tcp' }),
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'up to 1.1 port names do not count',
      cluster: 'healthy-1.1.1',
      edits: serve('db', { ...postgres, name: 'tcp-postgres' }),
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'on 0.11.1, where MySQL has no word at all',
      cluster: 'healthy-0.11.1',
      edits: serve('db', mysql),
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'two ports of one Service are one finding',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'http-console', port: 8080 },
            { name: 'sql', ...mysql },
            { name: 'cache', port: 6379 },
          ],
          ['db-0'],
        ),
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'MySQL as tcp: the server speaks first',
      edits: serve('db', { ...mysql, appProtocol: 'tcp' }),
      expect: [['serverFirst', 'Service bookstore/db', 'warning']],
    },
    {
      name: 'by the name of the port too, from 1.2 on',
      edits: serve('mail', { name: 'tcp-smtp', port: 25 }),
      expect: [['serverFirst', 'Service bookstore/mail']],
    },
    ...['redis', 'HTTPS', 'kubernetes.io/h2c', 'example.com/own', '', 'tcp-'].map((appProtocol) => ({
      name: `appProtocol ${JSON.stringify(appProtocol)}, which OSM does not know`,
      edits: serve('db', { port: 7000, appProtocol }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']] as const,
    })),
    {
      name: 'an unknown word of an unlucky sort',
      edits: serve('db', { port: 7000, appProtocol: 'constructor' }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']],
    },
    {
      name: 'tcp-server-first on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: serve('db', { ...mysql, appProtocol: 'tcp-server-first' }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']],
    },
    {
      name: 'an unknown word is wrong, whatever the name says',
      edits: serve('db', { name: 'tcp-redis', port: 6379, appProtocol: 'redis' }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']],
    },
    {
      name: 'a port by name, where the pods have one alone',
      edits: serve('db', { port: 80, targetPort: 'sql', appProtocol: 'mongo' }),
      expect: [['unknownProtocol', 'Service bookstore/db', 'error']],
    },
    {
      name: 'both kinds in one Service',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'a', ...postgres },
            { name: 'b', port: 7000, appProtocol: 'tls' },
          ],
          ['db-0'],
        ),
      ],
      expect: [
        ['unknownProtocol', 'Service bookstore/db', 'error'],
        ['notHttp', 'Service bookstore/db', 'warning'],
      ],
    },
    {
      name: 'where policies are enforced',
      edits: [...serve('db', postgres), traffic({ enablePermissiveTrafficPolicyMode: false })],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'only some of all came',
      edits: serve('db', postgres),
      incomplete: ['services', 'endpointSlices', 'pods'],
      expect: [['notHttp', 'Service bookstore/db']],
    },
    {
      name: 'another port is excluded',
      edits: [
        ...serve('db', postgres),
        traffic({ inboundPortExclusionList: [6379], outboundPortExclusionList: [6379] }),
      ],
      expect: [['notHttp', 'Service bookstore/db']],
    },
  ],
  passes: [
    { name: 'http and tcp by appProtocol' },
    { name: '1.1.1', cluster: 'healthy-1.1.1' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'tcp', edits: serve('db', { ...postgres, appProtocol: 'tcp' }) },
    { name: 'the case does not matter', edits: serve('db', { ...postgres, appProtocol: 'TCP' }) },
    { name: 'tcp-server-first', edits: serve('db', { ...mysql, appProtocol: 'tcp-server-first' }) },
    {
      name: 'tcp-server-first on 1.0.0',
      cluster: 'healthy-1.0.0',
      edits: serve('db', { ...mysql, appProtocol: 'tcp-server-first' }),
    },
    { name: 'somebody says that it is HTTP', edits: serve('db', { ...postgres, appProtocol: 'http' }) },
    { name: 'grpc', edits: serve('db', { port: 9092, appProtocol: 'grpc' }) },
    {
      name: 'by the name of the port, from 1.2 on',
      edits: serve('db', { ...postgres, name: 'tcp-postgres' }),
    },
    {
      name: 'the longer prefix wins',
      edits: serve('db', { ...mysql, name: 'tcp-server-first-mysql' }),
    },
    { name: 'HTTP on a port known for else', edits: serve('metrics', { name: 'http-metrics', port: 9092 }) },
    {
      name: 'HTTP by its name, where names do not count',
      cluster: 'healthy-1.1.1',
      edits: serve('a', { name: 'web', port: 9092 }),
    },
    { name: 'a port that is known for nothing', edits: serve('a', { port: 8080 }) },
    { name: 'not TCP at all', edits: serve('a', { port: 6379, protocol: 'UDP' }) },
    {
      name: 'MySQL as tcp on 0.11.1, where there is no better word',
      cluster: 'healthy-0.11.1',
      edits: serve('db', { ...mysql, appProtocol: 'tcp' }),
    },
    {
      name: 'tcp of a protocol where the client speaks first',
      edits: serve('db', { port: 6379, appProtocol: 'tcp' }),
    },
    {
      name: 'excluded inbound by MeshConfig',
      edits: [...serve('db', postgres), traffic({ inboundPortExclusionList: [5432] })],
    },
    {
      name: 'excluded outbound by MeshConfig',
      edits: [...serve('db', postgres), traffic({ outboundPortExclusionList: [5432] })],
    },
    {
      name: 'excluded by its pods',
      edits: serve('db', postgres, { annotations: { 'inbound-port-exclusion-list': '80, 5432' } }),
    },
    {
      name: 'which of two names the one number stands for is not known',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'a', port: 80, targetPort: 'a' },
            { name: 'b', port: 81, targetPort: 'b' },
          ],
          ['db-0'],
        ),
        { patch: 'EndpointSlice bookstore/db-slice', with: { ports: [{ port: 6379 }] } },
      ],
    },
    {
      name: 'a name that stands for one number in some pods and for another in others',
      edits: [
        ...serve('db', { port: 80, targetPort: 'cache' }),
        { patch: 'EndpointSlice bookstore/db-slice', with: { ports: [{ port: 6379 }, { port: 8080 }] } },
      ],
    },
    {
      name: 'pods without sidecars, and unknown words for ports by name',
      edits: [
        addMeshed('bookstore', 'db-0', { spec: { volumes: [] } }),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'a', port: 80, targetPort: 'a', appProtocol: 'redis' },
            { name: 'b', port: 81, targetPort: 'b', appProtocol: 'redis' },
          ],
          ['db-0'],
        ),
        { patch: 'EndpointSlice bookstore/db-slice', with: { ports: [{ port: 6379 }, { port: 8080 }] } },
      ],
    },
    {
      name: 'pods without sidecars',
      edits: serve('db', postgres, { spec: { volumes: [] } }),
    },
    {
      name: 'no pods: an ExternalName, and one of which all pods ended',
      edits: [
        {
          add: {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: 'far', namespace: 'bookstore' },
            spec: { type: 'ExternalName', externalName: 'db.example.com', ports: [postgres] },
          },
        },
        ...serve('db', postgres, { phase: 'Failed' }),
      ],
    },
    {
      name: 'a Service that is being deleted',
      edits: [
        ...serve('db', postgres),
        {
          patch: 'Service bookstore/db',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
        },
      ],
    },
    { name: 'outside the mesh', edits: [addPlainNamespace('lab'), ...serve('db', postgres, {}, 'lab')] },
    { name: "a second mesh's", cluster: 'two-meshes', edits: serve('db', postgres, {}, 'playground') },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'only some Services came', incomplete: ['services'] },
    { name: 'only some pods came', incomplete: ['pods'] },
  ],
};
