import { expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/index.ts';
import { ifMeshExists } from '../../../src/checks/injection/namespaces.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import type { Membership } from '../../../src/model/facts.ts';
import type { Finding } from '../../../src/model/report.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { SmallCluster } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';
import { addNamespace, addPod, type Marks } from './objects.ts';

function findingsIn(small: Omit<SmallCluster, 'name'>): Finding[] {
  const { results } = runChecks(seenIn({ name: '', ...small }), checks, (intent) => buildRemedy(intent, {}));
  return results
    .filter(({ area }) => area === 'injection')
    .flatMap(({ outcome }) => (outcome.is === 'failed' ? outcome.findings : []));
}

const marks = (word: string | null, metrics: string | null = null): Marks => ({
  labels: { 'monitored-by': 'osmm' },
  annotations: { 'sidecar-injection': word, metrics },
});
const condition = ' (if there is a mesh "osmm", which this run did not read).';

test.each([
  ['sidecarMissing', marks('enabled')],
  ['unknownInjection', marks('on')],
  ['unknownMetrics', marks('enabled', 'on')],
])('a run of one namespace does not know whether the mesh of its label exists: %s', (what, ofShop) => {
  const findings = findingsIn({
    edits: [addNamespace('shop', ofShop), addPod('shop', 'till')],
    namespace: 'shop',
  });
  const found = findings.filter(({ problem }) => problem === what);

  expect(found.map(({ says }) => says.endsWith(condition))).toEqual([true]);
});

test.each([
  marks(null),
  marks('enabled'),
  marks('enabled', 'on'),
  marks('disabled'),
  marks('on'),
  { labels: { 'monitored-by': 'osmm', ignore: 'true' } },
  { labels: { 'monitored-by': 'osmm', 'sidecar-injection': 'enabled' } },
  { annotations: { 'monitored-by': 'osmm', 'sidecar-injection': 'enabled' } },
])('nothing it says there claims a mesh osm, nor that osmm exists: %j', (ofShop) => {
  const findings = findingsIn({
    edits: [
      addNamespace('shop', ofShop),
      addPod('shop', 'till'),
      addPod('shop', 'odd', { annotations: { 'sidecar-injection': 'on' } }),
    ],
    namespace: 'shop',
  });

  expect(findings.length).toBeGreaterThan(0);
  for (const { says } of findings) {
    expect(says).not.toMatch(/\bosm\b/);
    expect(says).not.toMatch(/is in the mesh|for mesh|the mesh here/);
  }
});

test('a condition names the mesh of the namespace that it is about, and nothing of one that was not read', () => {
  const labelled = (name: string, monitoredBy: string): Membership => ({
    namespace: { metadata: { name, labels: {}, annotations: {} } },
    monitoredBy,
    monitored: true,
    byLabelAlone: true,
    ignored: false,
    injection: 'enabled',
    system: false,
  });
  const seen = [labelled('till', 'osm-dev'), labelled('shop', 'osmm')];

  expect(ifMeshExists('shop', seen)).toContain('"osmm"');
  expect(ifMeshExists('lab', seen)).toBe('');
});

test('a run of the whole cluster knows the mesh and adds no condition', () => {
  const findings = findingsIn({ edits: [addPod('bookbuyer', 'till')] });

  expect(findings.map(({ says }) => says)).toEqual([
    'Pod till in namespace bookbuyer: no sidecar, though new pods get one.',
  ]);
});
