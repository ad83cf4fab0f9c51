import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { gatewayChecks } from '../../../src/checks/gateway/index.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { nameOf } from '../../../src/model/object-ref.ts';
import type { RemedyIntent } from '../../../src/model/remedy.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import { judgePatch } from '../../../src/remedies/judge-patch.ts';
import { rawSchema, schemaOf } from '../../remedies/schemas.ts';
import type { CheckCases, Edit, SmallCluster } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';

type Patch = RemedyIntent & { do: 'patch' };

interface Judged {
  readonly problems: readonly string[];
  readonly intents: readonly RemedyIntent[];
}

function judge(check: (typeof gatewayChecks)[number], small: SmallCluster): Judged {
  const intents: RemedyIntent[] = [];
  const snapshot = seenIn(small);
  const { results } = runChecks(snapshot, [check], (intent) => {
    intents.push(intent);
    return buildRemedy(intent, snapshot.cluster);
  });
  const problems = results.flatMap(({ outcome }) =>
    outcome.is === 'failed' ? outcome.findings.map(({ problem, on }) => `${problem} ${nameOf(on)}`) : [],
  );
  return { problems, intents };
}

function isPatch(intent: RemedyIntent): intent is Patch {
  return intent.do === 'patch';
}

function done(intents: readonly RemedyIntent[]): Edit[] {
  return intents.flatMap((intent): Edit[] => {
    switch (intent.do) {
      case 'patch':
        return [{ patch: nameOf(intent.object), with: intent.patch }];
      case 'label':
        return [{ patch: nameOf(intent.on), with: { metadata: { labels: { [intent.key]: intent.value } } } }];
      case 'annotate':
        return [
          { patch: nameOf(intent.on), with: { metadata: { annotations: { [intent.key]: intent.value } } } },
        ];
      default:
        return [];
    }
  });
}

function undone(intents: readonly RemedyIntent[]): Edit[] {
  return intents
    .filter(isPatch)
    .flatMap(({ object, undo }) => (undo === undefined ? [] : [{ patch: nameOf(object), with: undo }]));
}

function schemaOfKind(kind: string, release: string) {
  const plural = kind === 'Egress' ? 'egresses' : 'ingressbackends';
  const file = new URL(
    `../../../sim/kubernetes/crds/${release}/${plural}.policy.openservicemesh.io.yaml`,
    import.meta.url,
  );
  return schemaOf(rawSchema(parse(readFileSync(file, 'utf8'), { version: '1.1' }), 'v1alpha1') as object);
}

/** Cases that a command mends only in part. */
const leftOver = ['one of two is certain, and the right one stays as it is'];

describe.each(gatewayChecks)('the commands of $id', (check) => {
  test('mend what was found, and their undo brings it back', async () => {
    const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
    for (const small of cases.fires) {
      const before = judge(check, small);
      const edits = [...(small.edits ?? []), ...done(before.intents)];
      const after = judge(check, { ...small, edits });
      const back = judge(check, { ...small, edits: [...edits, ...undone(before.intents)] });
      const commands = before.intents.filter(({ do: does }) => does !== 'look');
      const isSeen = commands.length > 0 && commands.every(({ do: does }) => does !== 'restart');
      const gone = before.problems.filter((problem) => !after.problems.includes(problem));

      // A restart is nothing that a snapshot shows.
      if (isSeen && !leftOver.includes(small.name)) {
        expect({ case: small.name, gone }).not.toEqual({ case: small.name, gone: [] });
      }
      if (before.intents.some(isPatch)) expect(back.problems).toEqual(before.problems);
    }
  });

  test('are taken by the API server as they stand', async () => {
    const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
    for (const small of cases.fires) {
      for (const intent of judge(check, small).intents.filter(isPatch)) {
        const spec = specOf(small, intent);
        if (spec !== undefined) expectAccepted(small.name, intent, spec);
      }
    }
  });
});

/** The spec that a case gives to a policy; MeshConfig's is not among the edits. */
function specOf({ edits = [] }: SmallCluster, { object }: Patch): unknown {
  const added = edits.flatMap((edit) => ('add' in edit ? [edit.add] : []));
  const found = added.find(({ kind, metadata }) => nameOf({ ...metadata, kind }) === nameOf(object));
  return (found as { spec?: unknown } | undefined)?.spec;
}

function expectAccepted(name: string, { object, patch, undo }: Patch, spec: unknown): void {
  for (const release of ['v0.11.1', 'v1.2.4']) {
    const schema = schemaOfKind(object.kind, release);
    const judged = judgePatch(schema, { spec }, patch);
    expect({ case: name, is: judged.is }).toEqual({ case: name, is: 'accepted' });
    if (judged.is !== 'accepted') continue;
    expect(judgePatch(schema, judged.result, undo)).toMatchObject({ is: 'accepted', result: { spec } });
  }
}

/** What a command does, in short: looks by name alone. */
function inShort(intent: RemedyIntent): string {
  switch (intent.do) {
    case 'patch':
      return JSON.stringify(intent.patch);
    case 'label':
    case 'annotate':
      return `${intent.do} ${intent.on.name} ${intent.key}=${intent.value}`;
    case 'restart':
      return `restart ${nameOf(intent.workload)}`;
    default:
      return intent.do;
  }
}

const backends = (...list: readonly (readonly [string, number])[]) =>
  JSON.stringify({
    spec: { backends: list.map(([name, number]) => ({ name, port: { number, protocol: 'http' } })) },
  });
const excluded = (...outboundIPRangeExclusionList: readonly string[]) =>
  JSON.stringify({ spec: { traffic: { outboundIPRangeExclusionList } } });
const noSidecars = 'annotate ingress-nginx openservicemesh.io/sidecar-injection=disabled';
const join = 'label ingress-nginx openservicemesh.io/monitored-by=osm';
const restart = 'restart Deployment ingress-nginx/front';

describe('the commands in full', () => {
  test.each([
    ['OSM8001', "the Service's port instead of its targetPort", [backends(['shop', 8080])]],
    ['OSM8001', 'a targetPort by name beside one by number', [backends(['shop', 9090])]],
    ['OSM8001', 'several ports, and none of them meant for certain', ['look']],
    ['OSM8001', 'the right one is there already: two are not made one', ['look']],
    ['OSM8001', 'a targetPort by name that means two numbers: none for certain', ['look']],
    ['OSM8001', 'upstream', [backends(['bookbuyer', 14001])]],
    ['OSM8002', 'a namespace that is not in the mesh: one finding for all that name it', [noSidecars, join]],
    ['OSM8002', 'a word that OSM does not know is put right first', [noSidecars, join]],
    [
      'OSM8002',
      'one that wants sidecars, and one of another mesh, and the system: nothing is commanded',
      ['look', 'look', 'look'],
    ],
    [
      'OSM8002',
      'an ingress controller with sidecars: one finding, however many pods and objects',
      [noSidecars, restart],
    ],
    [
      'OSM8002',
      'beside an application, which would lose its sidecar too if the namespace lost them',
      ['look'],
    ],
    ['OSM8002', 'a namespace where injection is disabled already', [join]],
    ['OSM8002', 'sidecars that a restart takes away', [restart]],
    ['OSM8002', 'sidecars that one of two pods asks for', ['look']],
    ['OSM8002', 'sidecars from when the namespace was in the mesh', [noSidecars, join, restart]],
    [
      'OSM8002',
      'sidecars in the system, and in a namespace that was made while others were read',
      ['look', 'look', 'look'],
    ],
    ['OSM8003', 'an address without its prefix beside what is none: no command', ['look']],
    ['OSM8002', 'sidecars that the pods ask for, and in a namespace of applications', ['look', 'look']],
    ['OSM8002', 'a sidecar that somebody has thought about', ['look']],
    ['OSM8004', 'twice in one object, alike', [backends(['bookbuyer', 14001], ['bookbuyer', 14002])]],
    ['OSM8004', 'twice in one object, by two protocols', ['look']],
    [
      'OSM8008',
      'pods that are known to take their identity there',
      [
        excluded('169.254.169.254/32', '168.63.129.16/32'),
        excluded('169.254.169.254/32', '168.63.129.16/32'),
      ],
    ],
    [
      'OSM8008',
      'one address of two, and the API server; what is in the list stays there',
      [excluded('10.1.0.0/16', '169.254.0.0/16', '168.63.129.16/32', '10.0.0.1/32')],
    ],
    [
      'OSM8010',
      'in capitals, and in lower case it would stop or open more than it says: no command',
      ['look', 'look', 'look', 'look'],
    ],
    [
      'OSM8010',
      'upstream, where egress is off',
      [JSON.stringify({ spec: { ports: [{ number: 443, protocol: 'https' }] } })],
    ],
  ])('%s: %s', async (id, name, expected) => {
    const check = gatewayChecks.find((one) => one.id === id);
    if (check === undefined) throw new Error(`there is no ${id}`);
    const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
    const small = cases.fires.find((one) => one.name === name);
    if (small === undefined) throw new Error(`there is no case "${name}"`);

    expect(judge(check, small).intents.map(inShort)).toEqual(expected);
  });
});

describe('what is never commanded', () => {
  test('labels, annotations or restarts of a namespace of the system', async () => {
    for (const check of gatewayChecks) {
      const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
      for (const small of cases.fires) {
        const touched = judge(check, small).intents.flatMap((intent) => {
          if (intent.do === 'label' || intent.do === 'annotate') return [intent.on.name];
          return intent.do === 'restart' ? [intent.workload.namespace ?? ''] : [];
        });
        expect(touched.filter((name) => ['kube-system', 'kube-public', 'osm-system'].includes(name))).toEqual(
          [],
        );
      }
    }
  });
});
