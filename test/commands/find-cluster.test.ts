import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCluster } from '../../src/commands/find-cluster.ts';
import type { FleetCluster } from '../../src/model/fleet.ts';
import { clusterId, resourceKey } from '../../src/model/resource-id.ts';

function cluster(path: string, ...aliases: string[]): FleetCluster {
  const [subscription = '', resourceGroup = '', name = ''] = path.split('/');
  const resourceId = clusterId({ subscription, resourceGroup, name });
  return aliases.length === 0 ? { name, resourceId } : { name: aliases[0] ?? '', resourceId, aliases };
}

const clusters = [
  cluster('s1/mesh/aks-prod', 'prod', 'production'),
  cluster('s1/mesh/aks-test'),
  cluster('s1/blue/twin'),
  cluster('s1/green/twin'),
  cluster('s1/far/triple'),
  cluster('s2/far/triple'),
  cluster('s2/Far/lonely'),
  cluster('s2/mesh/prod'),
];

const cases: readonly (readonly [string, object])[] = [
  ['aks-test', { is: 'found', cluster: clusters[1] }],
  ['  AKS-Test ', { is: 'found', cluster: clusters[1] }],
  ['prod', { is: 'found', cluster: clusters[0] }],
  ['Production', { is: 'found', cluster: clusters[0] }],
  ['aks-prod', { is: 'found', cluster: clusters[0] }],
  ['mesh/prod', { is: 'found', cluster: clusters[7] }],
  ['FAR/LONELY', { is: 'found', cluster: clusters[6] }],
  ['s2/far/triple', { is: 'found', cluster: clusters[5] }],
  [clusters[2]?.resourceId.toUpperCase() ?? '', { is: 'found', cluster: clusters[2] }],
  [`${clusters[2]?.resourceId}/`, { is: 'found', cluster: clusters[2] }],
  ['twin', { is: 'ambiguous', choices: ['blue/twin', 'green/twin'] }],
  ['triple', { is: 'ambiguous', choices: ['s1/far/triple', 's2/far/triple'] }],
  ['far/triple', { is: 'ambiguous', choices: ['s1/far/triple', 's2/far/triple'] }],
  ['aks-tets', { is: 'notFound', near: ['aks-test'] }],
  ['produktion', { is: 'notFound', near: ['prod'] }],
  ['twinn', { is: 'notFound', near: ['blue/twin', 'green/twin'] }],
  ['mesh/aks-tst', { is: 'notFound', near: ['aks-test', 'prod'] }],
  ['zzzzzz', { is: 'notFound', near: [] }],
  ['', { is: 'notFound', near: [] }],
  ['/subscriptions/s1/resourceGroups/mesh', { is: 'notFound', near: [] }],
];

describe('finding a cluster by name', () => {
  test.each(cases)('%j', (words, found) => {
    expect(findCluster({ clusters }, words)).toEqual(found);
  });

  test('nothing is found in an empty fleet', () => {
    expect(findCluster({ clusters: [] }, 'prod')).toEqual({ is: 'notFound', near: [] });
  });

  test('what is offered can be typed', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'abc', 'abd', 'A');
    const aliases = fc.uniqueArray(word, { selector: (alias) => alias.toLowerCase(), maxLength: 2 });
    const path = fc.tuple(fc.constantFrom('s1', 's2'), word, word).map((parts) => parts.join('/'));
    const named = fc.tuple(path, fc.boolean());
    const fleets = fc
      .tuple(fc.uniqueArray(named, { selector: ([one]) => one.toLowerCase(), maxLength: 8 }), aliases)
      .map(([paths, names]) =>
        paths.map(([one, wants]) => cluster(one, ...(wants ? names.splice(0, 1) : []))),
      );
    fc.assert(
      fc.property(fleets, fc.oneof(word, path), (fleet, typed) => {
        const found = findCluster({ clusters: fleet }, typed);
        const offered = found.is === 'ambiguous' ? found.choices : found.is === 'notFound' ? found.near : [];
        const reached = offered.map((choice) => {
          const again = findCluster({ clusters: fleet }, choice);
          return again.is === 'found' ? resourceKey(again.cluster.resourceId) : choice;
        });
        expect(reached.every((key) => key.startsWith('/subscriptions/'))).toBe(true);
        expect(new Set(reached).size).toBe(offered.length);
      }),
    );
  });
});
