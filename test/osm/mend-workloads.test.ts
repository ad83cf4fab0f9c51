import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { podOf } from '../../src/kubernetes/shapes/pods.ts';
import type { Pod } from '../../src/model/kubernetes.ts';
import type { RemedyIntent } from '../../src/model/remedy.ts';
import { lookAtManifest, lookAtTemplate, restartWorkload } from '../../src/osm/mend-workloads.ts';
import { workloadOf } from '../../src/osm/workloads.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { hostileText, strangeWords } from '../remedies/hostile-text.ts';

function ownedBy(apiVersion: string, kind: string, name: string): Pod {
  const ownerReferences = [{ apiVersion, kind, name, controller: true }];
  const labels = { 'pod-template-hash': '5d4f' };
  return podOf({ metadata: { name: 'till-0', namespace: 'shop', labels, ownerReferences } });
}

function intentsFor(pod: Pod): RemedyIntent[] {
  const workload = workloadOf(pod);
  return [
    restartWorkload(workload),
    lookAtTemplate(workload, 'it must be corrected there'),
    lookAtManifest(workload, 'it must be corrected there'),
  ];
}

describe('an owner that somebody wrote into a pod', () => {
  test.each([
    ['apps/v1', 'Deployment', '--all'],
    ['apps/v1', 'StatefulSet', '-A'],
    ['apps/v1', 'ReplicaSet', '--all-5d4f'],
    ['batch/v1', 'Job', '--server=http://evil'],
    ['v1', 'secrets,pods', 'db'],
    ['v1', '--all', 'db'],
    ['x,y.openservicemesh.io/v1', 'Deployment', 'db'],
  ])('%s %s %s: its pods are shown instead', (apiVersion, kind, name) => {
    const remedies = intentsFor(ownedBy(apiVersion, kind, name)).map((intent) => buildRemedy(intent, {}));

    expect(remedies.map(({ command, risk }) => [command, risk])).toEqual([
      ['kubectl get pods -n shop -o wide', 'readOnly'],
      ['kubectl get pods -n shop -o wide', 'readOnly'],
      ['kubectl get pods -n shop -o wide', 'readOnly'],
    ]);
  });

  test('a Deployment of another group is not restarted as one of apps', () => {
    const [restart] = intentsFor(ownedBy('example.org/v1', 'Deployment', 'till'));

    expect(restart).toMatchObject({ do: 'look', args: ['get', 'pods', '-n', 'shop', '-o', 'wide'] });
  });

  test('never gives kubectl an option, a list or a path', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (apiVersion, kind, name) => {
        for (const intent of intentsFor(ownedBy(apiVersion, kind, name))) {
          const words = buildRemedy(intent, {}).command.split(' ');

          expect(strangeWords(words)).toEqual([]);
          if (intent.do === 'look') expect(strangeWords(intent.args)).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
