import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { backend, elsewhere, ingressBackend } from './objects.ts';

const same = [backend('bookbuyer:14001 http')];
const other = [backend('bookbuyer:14002 http')];

export const cases: CheckCases = {
  fires: [
    {
      name: 'the same port in two objects',
      edits: [ingressBackend('b', { backends: same }), ingressBackend('a', { backends: same })],
      expect: [['sameBackend', 'IngressBackend bookbuyer/b', 'error']],
    },
    {
      name: 'a third one is a finding of its own',
      edits: ['a', 'b', 'c'].map((name) => ingressBackend(name, { backends: same })),
      expect: [
        ['sameBackend', 'IngressBackend bookbuyer/b'],
        ['sameBackend', 'IngressBackend bookbuyer/c'],
      ],
    },
    {
      name: 'up to 1.1 another port of the same Service',
      cluster: 'healthy-1.1.1',
      edits: [ingressBackend('till', { backends: other })],
      expect: [['sameBackend', 'IngressBackend bookbuyer/till']],
    },
    {
      name: '0.11.1 too',
      cluster: 'healthy-0.11.1',
      edits: [ingressBackend('a', { backends: same }), ingressBackend('b', { backends: other })],
      expect: [['sameBackend', 'IngressBackend bookbuyer/b']],
    },
    {
      name: 'twice in one object, alike',
      edits: [ingressBackend('web', { backends: [...same, ...other, ...same] })],
      expect: [['twice', 'IngressBackend bookbuyer/web']],
    },
    {
      name: 'twice in one object, by two protocols',
      edits: [ingressBackend('web', { backends: [...same, backend('bookbuyer:14001 https')] })],
      expect: [['twice', 'IngressBackend bookbuyer/web']],
    },
    {
      name: 'two came of a list that was cut',
      edits: [ingressBackend('a', {}), ingressBackend('b', {})],
      incomplete: ['ingressBackends'],
      expect: [['sameBackend', 'IngressBackend bookbuyer/b']],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'upstream, with one', cluster: 'healthy-1.1.1' },
    {
      name: 'from 1.2 on two ports of one Service in two objects',
      edits: [ingressBackend('a', { backends: same }), ingressBackend('b', { backends: other })],
    },
    {
      name: 'so on 1.2.0, the first of them',
      edits: [
        ...onRelease('v1.2.0', 'kube-system'),
        ingressBackend('a', { backends: same }),
        ingressBackend('b', { backends: other }),
      ],
    },
    {
      name: 'up to 1.1 two ports of one Service in one object',
      cluster: 'healthy-1.0.0',
      edits: [ingressBackend('web', { backends: [...same, ...other] })],
    },
    {
      name: 'Services of one name in two namespaces',
      edits: [ingressBackend('web', {}), ingressBackend('web', {}, { namespace: 'bookstore' })],
    },
    {
      name: 'the other one is being deleted, or where OSM does not look',
      edits: [
        ingressBackend('a', {}),
        ingressBackend('b', {}, elsewhere.leaving),
        ingressBackend('c', {}, elsewhere.outside),
        ingressBackend('d', {}, elsewhere.outside),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'one came of a list that was cut: another may be about the same',
      edits: [ingressBackend('a', {})],
      incomplete: ['ingressBackends'],
    },
  ],
};
