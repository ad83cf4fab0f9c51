import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, retry, service, setMeshConfig } from './objects.ts';

const on = setMeshConfig({ featureFlags: { enableRetryPolicy: true } });
const name = 'Retry bookbuyer/r';
const to = (...destinations: readonly object[]) => retry('bookbuyer/r', { destinations });
const policy = (retryPolicy: object) => retry('bookbuyer/r', { retryPolicy });
const ordinary = { retryOn: '5xx', perTryTimeout: '1s', numRetries: 1, retryBackoffBaseInterval: '1s' };

export const cases: CheckCases = {
  fires: [
    {
      name: 'a source of another kind',
      edits: [on, retry('bookbuyer/r', { source: { ...account('bookbuyer/bookbuyer'), kind: 'Service' } })],
      expect: [['sourceKind', name, 'warning']],
    },
    {
      name: 'a source that is not there',
      edits: [on, retry('bookbuyer/r', { source: account('bookbuyer/gone') })],
      expect: [['sourceMissing', name]],
    },
    {
      name: 'destinations of another kind, that are not there, and that speak TCP',
      edits: [
        on,
        to(
          { kind: 'service', namespace: 'bookstore', name: 'bookstore' },
          { kind: 'Service', namespace: 'bookstore', name: 'gone' },
          { kind: 'Service', namespace: 'bookstore', name: 'postgres' },
        ),
      ],
      expect: [
        ['destinationKind', name],
        ['destinationMissing', name],
        ['notHttp', name],
      ],
    },
    {
      name: 'two for the same calls, told of the one that was read first',
      edits: [on, retry('bookbuyer/r'), retry('bookbuyer/s')],
      expect: [['doubled', name]],
    },
    ...[{ perTryTimeout: '2' }, { retryBackoffBaseInterval: '1d' }, { numRetries: -1 }].map((wrong) => ({
      name: `what Go cannot read: ${JSON.stringify(wrong)}`,
      edits: [on, policy({ ...ordinary, ...wrong })],
      expect: [['unreadable', name]] as const,
    })),
    {
      name: 'words that Envoy does not know',
      edits: [on, policy({ ...ordinary, retryOn: '5xx, 503' })],
      expect: [['unknownRetryOn', name]],
    },
    ...['', null].map((retryOn) => ({
      name: `nothing on which it would try again: retryOn ${JSON.stringify(retryOn)}`,
      edits: [on, policy({ ...ordinary, retryOn })],
      expect: [['noRetryOn', name]] as const,
    })),
    {
      name: 'while the flag is off (OSM4019) the rest are notes',
      edits: [retry('bookbuyer/r', { source: account('bookbuyer/gone') })],
      expect: [['sourceMissing', name, 'info']],
    },
    {
      name: '1.2 reads the protocol from the name of the port',
      edits: [
        on,
        service('bookstore/cache', { ports: [{ name: 'tcp-cache', port: 6379 }] }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'cache' }),
      ],
      expect: [['notHttp', name]],
    },
    {
      name: 'a database that speaks first, by the appProtocol of its port',
      edits: [
        on,
        service('bookstore/cache', {
          ports: [{ name: 'sql', port: 3306, appProtocol: 'tcp-server-first' }],
        }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'cache' }),
      ],
      expect: [['notHttp', name]],
    },
    {
      name: 'upstream 1.1.1',
      cluster: 'healthy-1.1.1',
      edits: [
        setMeshConfig({ featureFlags: { enableRetryPolicy: true } }, 'osm-system'),
        retry('bookbuyer/r', { source: account('--all/x y') }),
      ],
      expect: [['sourceMissing', name]],
    },
  ],
  passes: [
    { name: 'no Retry' },
    { name: 'a Retry as OSM takes it', edits: [on, retry('bookbuyer/r')] },
    {
      name: 'every word that Envoy knows, with blanks between some',
      edits: [
        on,
        policy({
          ...ordinary,
          retryOn:
            '5xx, gateway-error,reset, reset-before-request,connect-failure,envoy-ratelimited,retriable-4xx,refused-stream,retriable-status-codes,retriable-headers,http3-post-connect-failure,cancelled,deadline-exceeded,internal,resource-exhausted,unavailable',
        }),
      ],
    },
    {
      name: 'no durations, as the schema allows',
      edits: [on, policy({ retryOn: '5xx', perTryTimeout: '', retryBackoffBaseInterval: null })],
    },
    {
      name: '1.1.1 does not look at names of ports: such a port is HTTP',
      cluster: 'healthy-1.1.1',
      edits: [
        service('bookstore/cache', { ports: [{ name: 'tcp-cache', port: 6379 }] }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'cache' }),
      ],
    },
    {
      name: 'two for other Services, and for another caller',
      edits: [on, retry('bookbuyer/r'), retry('bookbuyer/s', { source: account('bookstore/bookstore') })],
    },
    {
      name: 'values that are not given',
      edits: [on, policy({ retryOn: '5xx', perTryTimeout: '', retryBackoffBaseInterval: '0' })],
    },
    {
      name: 'a Service that lists no ports',
      edits: [
        on,
        service('bookstore/names', { clusterIP: 'None', ports: [] }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'names' }),
      ],
    },
    {
      name: 'a Service of which one port is HTTP',
      edits: [
        on,
        service('bookstore/cache', {
          ports: [
            { name: 'tcp-cache', port: 6379 },
            { name: 'http-status', port: 8080 },
          ],
        }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'cache' }),
      ],
    },
    {
      name: 'a port whose appProtocol OSM does not know is OSM8008',
      edits: [
        on,
        service('bookstore/cache', { ports: [{ name: 'cache', port: 6379, appProtocol: 'redis' }] }),
        to({ kind: 'Service', namespace: 'bookstore', name: 'cache' }),
      ],
    },
    { name: 'gRPC words', edits: [on, policy({ ...ordinary, retryOn: 'cancelled,unavailable' })] },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [on, addNamespace('shop'), retry('shop/r', { source: account('shop/gone') })],
    },
  ],
  notApplicable: [
    { name: '1.0.0 has no kind Retry', cluster: 'healthy-1.0.0' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some Services came', edits: [on, to()], incomplete: ['services'] },
    { name: 'only some came of the list', incomplete: ['retries'] },
  ],
};
