import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { policyChecks } from '../../../src/checks/policy/index.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { type Json, object as json } from '../../../src/model/json.ts';
import type { RemedyIntent } from '../../../src/model/remedy.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import { judgePatch } from '../../../src/remedies/judge-patch.ts';
import { mergePatch } from '../../../src/remedies/merge-patch.ts';
import { readSchema } from '../../../src/remedies/read-schema.ts';
import type { CheckCases } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';

type Patch = RemedyIntent & { do: 'patch' };

interface Proposed {
  readonly id: string;
  readonly intent: Patch;
  readonly object: KubernetesObject;
}

/** Every patch that a firing case of this area leads to, with the object it is for. */
async function proposed(): Promise<Proposed[]> {
  const found: Proposed[] = [];
  for (const check of policyChecks) {
    const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
    for (const small of cases.fires) {
      runChecks(seenIn(small), [check], (intent) => {
        const object = (small.edits ?? [])
          .flatMap((edit) => ('add' in edit ? [edit.add] : []))
          .find(({ kind, metadata }) => isSame(intent, kind, metadata));
        if (intent.do === 'patch' && object !== undefined) found.push({ id: check.id, intent, object });
        return buildRemedy(intent, {});
      });
    }
  }
  return found;
}

function isSame(intent: RemedyIntent, kind: string, metadata: KubernetesObject['metadata']): boolean {
  if (intent.do !== 'patch') return false;
  const { object } = intent;
  return object.kind === kind && object.namespace === metadata.namespace && object.name === metadata.name;
}

/** The schema of a CRD as a release ships it. */
function schemaOf(release: string, crd: string, version: string): ReturnType<typeof readSchema> {
  const file = new URL(`../../../sim/kubernetes/crds/${release}/${crd}.yaml`, import.meta.url);
  const { spec } = parse(readFileSync(file, 'utf8')) as { spec: { versions: readonly Json[] } };
  const found = spec.versions.find(({ name }) => name === version) as {
    schema: { openAPIV3Schema: unknown };
  };
  return readSchema(found.schema.openAPIV3Schema);
}

test.each(['v0.11.1', 'v1.0.0', 'v1.1.1', 'v1.2.4'])(
  '%s takes every patch, and the undo restores',
  async (release) => {
    const patches = await proposed();
    const schema = schemaOf(release, 'traffictargets.access.smi-spec.io', 'v1alpha3');

    expect(new Set(patches.map(({ id }) => id))).toEqual(new Set(['OSM7004', 'OSM7015']));
    for (const { intent, object } of patches) {
      expect(object.kind).toBe('TrafficTarget');
      const judged = judgePatch(schema, object, intent.patch);

      expect(judged.is).toBe('accepted');
      expect(mergePatch(mergePatch(object, json(intent.patch)), json(intent.undo))).toEqual(object);
    }
  },
);
