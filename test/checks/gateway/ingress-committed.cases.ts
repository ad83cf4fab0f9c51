import type { CheckCases } from '../check-cases.ts';
import { markNamespace } from '../injection/objects.ts';
import { elsewhere, ingressBackend } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const reason = 'endpoints not found for service ingress/nginx';
const failed = { status: { currentStatus: 'error', reason } };

export const cases: CheckCases = {
  fires: [
    { name: 'an error', edits: [ingressBackend('web', {}, failed)], expect: [['error', web, 'error']] },
    {
      name: 'three for one reason, and one for another',
      edits: [
        ingressBackend('a', {}, { status: { currentStatus: 'error', reason: 'something else' } }),
        ...['b', 'c', 'd'].map((name) => ingressBackend(name, {}, failed)),
      ],
      expect: [
        ['error', 'IngressBackend bookbuyer/a'],
        ['error', 'IngressBackend bookbuyer/b'],
      ],
    },
    {
      name: 'without a reason',
      edits: [ingressBackend('web', {}, { status: { currentStatus: 'Error' } })],
      expect: [['error', web]],
    },
    {
      name: 'a reason that somebody wrote there',
      edits: [
        ingressBackend('web', {}, { status: { currentStatus: 'error', reason: '`rm -rf /`\n'.repeat(30) } }),
      ],
      expect: [['error', web]],
    },
    {
      name: 'some came of a list that was cut',
      cluster: 'healthy-1.0.0',
      edits: [ingressBackend('web', {}, failed)],
      incomplete: ['ingressBackends'],
      expect: [['error', web]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'committed', cluster: 'healthy-1.1.1' },
    { name: 'nothing is said yet', edits: [ingressBackend('web', {})] },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        ingressBackend('web', {}, { ...failed, ...elsewhere.outside }),
        ingressBackend('web', {}, { ...failed, ...elsewhere.leaving }),
      ],
    },
    {
      name: "in kube-system, which carries the mesh's label: no pod there has a sidecar",
      edits: [
        markNamespace('kube-system', { labels: { 'monitored-by': 'osm' } }),
        ingressBackend('web', {}, { ...failed, ...elsewhere.system }),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['ingressBackends'] }],
};
