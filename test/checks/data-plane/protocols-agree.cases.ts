import type { CheckCases, Edit } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, addService, traffic } from './objects.ts';

type Port = Readonly<Record<string, unknown>>;
const both = (one: Port, other: Port, namespace = 'bookstore', pods = ['db-0', 'db-1']): Edit[] => [
  ...pods.map((pod) => addMeshed(namespace, pod)),
  ...addService(namespace, 'db', [one], pods),
  ...addService(namespace, 'db-headless', [other], pods),
];
const tcp = { port: 7000, appProtocol: 'tcp' };
const silent = { port: 7000 };
const onHeadless = [['differ', 'Service bookstore/db-headless', 'warning']] as const;

export const cases: CheckCases = {
  fires: [
    { name: 'one says tcp, the other says nothing', edits: both(tcp, silent), expect: onHeadless },
    {
      name: 'over different ports of the Services',
      edits: both(tcp, { port: 80, targetPort: 7000 }),
      expect: onHeadless,
    },
    {
      name: 'both say something',
      edits: both(tcp, { port: 7000, appProtocol: 'grpc' }),
      expect: [['differ', 'Service bookstore/db', 'warning']],
    },
    {
      name: 'by the name of the port, from 1.2 on',
      edits: both({ port: 7000, name: 'tcp-server-first-db' }, silent),
      expect: onHeadless,
    },
    {
      name: 'within one Service',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'a', ...tcp },
            { name: 'b', port: 7001, targetPort: 7000 },
          ],
          ['db-0'],
        ),
      ],
      expect: [['differ', 'Service bookstore/db']],
    },
    {
      name: 'three Services, of which two say the same',
      edits: [...both(tcp, tcp), ...addService('bookstore', 'db-metrics', [silent], ['db-0', 'db-1'])],
      expect: [['differ', 'Service bookstore/db-metrics']],
    },
    {
      name: 'three Services, of which one says something',
      edits: [...both(tcp, silent), ...addService('bookstore', 'db-metrics', [silent], ['db-0', 'db-1'])],
      expect: onHeadless,
    },
    {
      name: 'two applications, each with Services of its own',
      edits: [
        ...both(tcp, silent),
        addMeshed('bookstore', 'mail-0'),
        ...addService('bookstore', 'mail', [tcp], ['mail-0']),
        ...addService('bookstore', 'mail-headless', [silent], ['mail-0']),
      ],
      expect: [...onHeadless, ['differ', 'Service bookstore/mail-headless', 'warning']],
    },
    {
      name: 'three Services that say three things',
      edits: [
        ...both(tcp, { port: 7000, appProtocol: 'tcp-server-first' }),
        ...addService('bookstore', 'db-metrics', [silent], ['db-0', 'db-1']),
      ],
      expect: [['differ', 'Service bookstore/db-metrics']],
    },
    {
      name: 'by the same name of a port',
      edits: [
        addMeshed('bookstore', 'db-0'),
        ...addService(
          'bookstore',
          'db',
          [
            { name: 'a', port: 1, targetPort: 'sql', appProtocol: 'tcp' },
            { name: 'b', port: 2 },
          ],
          ['db-0'],
        ),
        ...addService(
          'bookstore',
          'db-headless',
          [
            { name: 'a', port: 1, targetPort: 'sql' },
            { name: 'c', port: 3 },
          ],
          ['db-0'],
        ),
      ],
      expect: onHeadless,
    },
    { name: 'the oldest release', cluster: 'healthy-0.11.1', edits: both(tcp, silent), expect: onHeadless },
    {
      name: 'where policies are enforced, and only some of all came',
      edits: [...both(tcp, silent), traffic({ enablePermissiveTrafficPolicyMode: false })],
      incomplete: ['services', 'endpointSlices', 'pods'],
      expect: onHeadless,
    },
  ],
  passes: [
    { name: 'one Service each' },
    { name: '1.1.1', cluster: 'healthy-1.1.1' },
    { name: 'both say tcp', edits: both(tcp, { port: 7000, appProtocol: 'TCP' }) },
    { name: 'both say nothing', edits: both(silent, silent) },
    { name: 'grpc is http', edits: both(silent, { port: 7000, appProtocol: 'grpc' }) },
    {
      name: 'tcp is tcp, whoever speaks first',
      edits: both(tcp, { port: 7000, appProtocol: 'tcp-server-first' }),
    },
    { name: 'different ports of the pods', edits: both(tcp, { port: 7000, targetPort: 9100 }) },
    {
      name: 'different pods',
      edits: [
        addMeshed('bookstore', 'a'),
        addMeshed('bookstore', 'b'),
        ...addService('bookstore', 'one', [tcp], ['a']),
        ...addService('bookstore', 'two', [silent], ['b']),
      ],
    },
    {
      name: 'an unknown word is the finding of OSM6010',
      edits: both({ port: 7000, appProtocol: 'redis' }, silent),
    },
    {
      name: 'the port is excluded',
      edits: [...both(tcp, silent), traffic({ inboundPortExclusionList: [7000] })],
    },
    { name: 'outside the mesh', edits: [addPlainNamespace('lab'), ...both(tcp, silent, 'lab')] },
    { name: "a second mesh's", cluster: 'two-meshes', edits: both(tcp, silent, 'playground') },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'only some Services came', incomplete: ['services'] }],
};
