import { describe, expect, test } from '@jest/globals';
import { injectorReady } from '../../../src/checks/control-plane/injector-ready.ts';
import { replicasSpread } from '../../../src/checks/control-plane/replicas-spread.ts';
import { spareReplica } from '../../../src/checks/control-plane/spare-replica.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import type { Check } from '../../../src/model/check.ts';
import type { RemedyIntent } from '../../../src/model/remedy.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { Edit } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';

/** What a check proposes on the healthy add-on with these changes. */
function intents(check: Check, edits: readonly Edit[]): RemedyIntent[] {
  const proposed: RemedyIntent[] = [];
  runChecks(seenIn({ name: '', edits }), [check], (intent) => {
    proposed.push(intent);
    return buildRemedy(intent, {});
  });
  return proposed;
}

describe('one of two injectors on one node is to be deleted only while all that runs in both is ready', () => {
  const pods = ['osm-injector-qx69dhrf5v-dtcv7', 'osm-injector-qx69dhrf5v-ptmbc'];
  const onOneNode: Edit[] = pods.map((name) => ({
    patch: `Pod kube-system/${name}`,
    with: { spec: { nodeName: 'aks-nodepool1-33427610-vmss000000' } },
  }));
  const statuses = (...ready: readonly boolean[]): Edit[] => [
    {
      patch: `Pod kube-system/${pods[1]}`,
      with: {
        status: { containerStatuses: ready.map((is, at) => ({ name: `container-${at}`, ready: is })) },
      },
    },
  ];

  test.each<[string, Edit[], RemedyIntent['do'][]]>([
    ['as they are', [], ['look', 'restart']],
    ['two containers, both ready', statuses(true, true), ['look', 'restart']],
    ['two containers, one of them not ready', statuses(true, false), ['look']],
    ['its kubelet has said nothing of its containers yet', statuses(), ['look']],
  ])('%s', (_, edits, expected) => {
    const proposed = intents(replicasSpread, [...onOneNode, ...edits]);

    expect(proposed.map((intent) => intent.do)).toEqual(expected);
  });
});

describe('what is to be patched is named with its group and version, where a dry run asks for it', () => {
  const injector = 'Deployment kube-system/osm-injector';
  const scaled = (replicas: number): Edit => ({ patch: injector, with: { spec: { replicas } } });

  test.each<[Check, Edit[], object]>([
    [
      injectorReady,
      [scaled(0), { patch: injector, with: { status: null } }],
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'kube-system', name: 'osm-injector' },
    ],
    [
      spareReplica,
      [scaled(1)],
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        namespace: 'kube-system',
        name: 'osm-injector-hpa',
      },
    ],
  ])('%#', (check, edits, object) => {
    const patches = intents(check, edits).filter((intent) => intent.do === 'patch');

    expect(patches.map((intent) => intent.object)).toEqual([object]);
  });
});
