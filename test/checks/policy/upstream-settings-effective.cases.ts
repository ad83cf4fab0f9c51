import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { onRelease } from '../on-release.ts';
import { egress, setting } from './objects.ts';

const name = 'UpstreamTrafficSetting bookstore/u';
const host = 'bookstore.bookstore.svc.cluster.local';
const limits = (responseStatusCode: number) => ({
  rateLimit: { local: { http: { requests: 1, unit: 'second', responseStatusCode } } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'a host that an Egress lists: OSM finds it by its name among the matches alone',
      edits: [setting('bookbuyer/u', 'contoso.com'), egress('bookbuyer/e', { hosts: ['contoso.com'] })],
      expect: [['unknownHost', 'UpstreamTrafficSetting bookbuyer/u', 'warning']],
    },
    {
      name: 'an empty host is every Service in 1.2',
      edits: [setting('bookstore/u', '')],
      expect: [['emptyHost', name, 'critical']],
    },
    {
      name: 'from the very first 1.2 on',
      edits: [...onRelease('v1.2.0', 'kube-system'), setting('bookstore/u', '')],
      expect: [['emptyHost', name, 'critical']],
    },
    {
      name: 'an empty host is none in 1.1',
      cluster: 'healthy-1.1.1',
      edits: [setting('bookstore/u', '')],
      expect: [['emptyHost', name, 'warning']],
    },
    {
      name: 'a short name',
      edits: [setting('bookstore/u', 'bookstore')],
      expect: [['unknownHost', name, 'warning']],
    },
    {
      name: 'a Service that is not there',
      edits: [setting('bookstore/u', 'gone.bookstore.svc.cluster.local')],
      expect: [['unknownHost', name]],
    },
    {
      name: 'a Service of another namespace',
      edits: [setting('bookstore/u', 'bookbuyer.bookbuyer.svc.cluster.local')],
      expect: [['unknownHost', name]],
    },
    {
      name: 'a Service that only its own namespace has, as one of another namespace',
      edits: [setting('bookstore/u', 'bookstore.bookbuyer.svc.cluster.local')],
      expect: [['unknownHost', name]],
    },
    {
      name: 'an Egress that names another kind of that name does not use it',
      edits: [
        setting('bookstore/u', 'contoso.com'),
        egress('bookstore/e', { matches: [{ kind: 'HTTPRouteGroup', name: 'u' }] }),
      ],
      expect: [['unknownHost', name]],
    },
    {
      name: 'an Egress of another namespace does not use it',
      edits: [
        setting('bookstore/u', 'contoso.com'),
        egress('bookbuyer/e', { matches: [{ kind: 'UpstreamTrafficSetting', name: 'u' }] }),
      ],
      expect: [['unknownHost', name]],
    },
    {
      name: 'two for one host',
      edits: [setting('bookstore/v', host), setting('bookstore/u', host)],
      expect: [['doubledHost', name, 'warning']],
    },
    {
      name: 'status codes that Envoy does not know',
      edits: [setting('bookstore/u', host, limits(451))],
      expect: [['unknownStatusCode', name, 'error']],
    },
    {
      name: 'one of a route',
      edits: [
        setting('bookstore/u', host, {
          httpRoutes: [
            { path: '/', rateLimit: { local: { requests: 1, unit: 'second', responseStatusCode: 418 } } },
          ],
        }),
      ],
      expect: [['unknownStatusCode', name, 'error']],
    },
  ],
  passes: [
    { name: 'none' },
    { name: 'a Service of its namespace', edits: [setting('bookstore/u', host, limits(429))] },
    {
      name: 'one for each of two Services',
      edits: [setting('bookstore/u', host), setting('bookstore/v', 'postgres.bookstore.svc.cluster.local')],
    },
    {
      name: 'a pod of a headless Service',
      edits: [setting('bookstore/u', 'postgres-0.postgres.bookstore.svc.cluster.local')],
    },
    {
      name: 'any host for an Egress',
      edits: [
        setting('bookbuyer/u', 'contoso.com'),
        egress('bookbuyer/e', {
          matches: [
            { apiGroup: 'policy.openservicemesh.io/v1alpha1', kind: 'UpstreamTrafficSetting', name: 'u' },
          ],
        }),
      ],
    },
    {
      name: 'the same host for an Egress, which names its own',
      edits: [
        setting('bookstore/u', host),
        setting('bookstore/v', host),
        egress('bookstore/e', { matches: [{ kind: 'UpstreamTrafficSetting', name: 'v' }] }),
      ],
    },
    { name: 'outside the mesh it is OSM7013', edits: [addNamespace('shop'), setting('shop/u', '')] },
  ],
  notApplicable: [
    { name: '1.0.0 has no such kind', cluster: 'healthy-1.0.0' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'only some came of the list', incomplete: ['upstreamTrafficSettings'] },
    { name: 'only some Services came', incomplete: ['services'] },
  ],
};
