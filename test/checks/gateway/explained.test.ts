import { expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/index.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { Edit } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { seenIn } from '../seen-in.ts';
import { account, egress, egressOff, endpoints, ingressBackend, service } from './objects.ts';

/** Namespaces that are not in the mesh, each by another mistake, which a check of its own tells. */
const byMistake: readonly Edit[] = [
  addNamespace('typo', { labels: { 'monitored-by': 'osn' } }),
  addNamespace('swapped', { annotations: { 'monitored-by': 'osm' } }),
  addNamespace('half', { annotations: { 'sidecar-injection': 'enabled' } }),
];
const names = ['typo', 'swapped', 'half'];
const sources = names.map((namespace) => ({ kind: 'Service', namespace, name: 'front' }));

test.each<[id: string, what: string, edits: readonly Edit[], causes: readonly string[]]>([
  [
    'OSM8010',
    'accounts of namespaces that joined by mistake alone',
    [...byMistake, egressOff, egress('maps', { sources: names.map((name) => account(`${name}/default`)) })],
    ['OSM5001', 'OSM5003', 'OSM5015'],
  ],
  [
    'OSM8002',
    'ingress controllers in namespaces that joined by mistake alone',
    [
      ...byMistake,
      ...names.flatMap((name) => [
        service(name, 'front', [{ port: 80 }]),
        endpoints(name, 'front', [80], ['front-1']),
      ]),
      ingressBackend('web', { sources }),
    ],
    ['OSM5001', 'OSM5003', 'OSM5015'],
  ],
  [
    'OSM8007',
    'an error that OSM reports for a source that is missing',
    [ingressBackend('web', { sources }, { status: { currentStatus: 'error', reason: 'no endpoints' } })],
    ['OSM8002'],
  ],
])('%s: %s, is explained by what names the mistake', (id, _what, edits, causes) => {
  const snapshot = seenIn({ name: id, edits });
  const { results } = runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));

  expect(results.find((result) => result.id === id)?.explainedBy).toEqual(causes);
});
