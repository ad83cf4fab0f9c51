import { defineCheck } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { fewOf } from '../../model/few-of.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { findKey } from '../../osm/mesh-config/find-key.ts';
import { judgeValue, meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { inRelease, type MeshConfigKey } from '../../osm/mesh-config/key.ts';
import { type Dropped, droppedFrom, hasKey, isObject } from './dropped-paths.ts';
import { lastWord, lookAtMeshConfig, meshConfigRef, setKey, valueAt } from './spec-values.ts';

export const keysKept = defineCheck({
  id: 'OSM4002',
  name: 'keys-kept',
  area: 'mesh-config',
  severity: 'warning',
  title: 'Every key that somebody applied was kept',
  failTitle: 'A key that somebody applied was dropped',
  why: 'The API server drops keys that the CRD does not have and reports success; before Kubernetes 1.25 without a warning. Nothing takes effect.',
  remedy:
    'Use the right key, and take the wrong one out of the manifest that is applied. Keys that a plain kubectl patch set leave no trace: this check sees what kubectl apply recorded.',
  source:
    'annotation kubectl.kubernetes.io/last-applied-configuration; pruning of apiextensions.k8s.io/v1; cmd/osm-bootstrap/crds/config_meshconfig.yaml, v0.11.1 to v1.2.4',
  article: [8],
  reads: ['meshConfig', 'meshConfigSchema'],
  run({ meshConfig, meshConfigSchema: { schema, version } }) {
    const dropped = droppedFrom(lastAppliedSpec(meshConfig), meshConfig.spec, schema);
    if (dropped === undefined) {
      return { unknown: `The CRD's schema for version ${version} says nothing of MeshConfig's spec.` };
    }
    const felt = dropped
      .filter(({ path, value }) => !isOldDefault(path, value))
      .map((drop) => ({ ...drop, right: rightKey(drop, schema) }))
      .filter(({ right, value }) => right === undefined || !isSame(valueAt(meshConfig, right.path), value));
    if (felt.length === 0) return [];
    return [
      {
        what: 'dropped',
        on: meshConfigRef(meshConfig),
        says: `${fewOf(felt.map(wordsFor))} ${felt.length === 1 ? 'was' : 'were'} applied, and the API server dropped ${felt.length === 1 ? 'it' : 'them'}: version ${version} has no such key.`,
        mend: [
          lookAtMeshConfig(meshConfig, 'Compare what was applied, in the annotation, with the spec'),
          ...felt.flatMap(({ right, value }) => mendOf(meshConfig, right, value)),
        ],
      },
    ];
  },
});

/** What was last applied; its apiVersion, which bootstrap itself writes wrongly, is not looked at. */
function lastAppliedSpec({ lastApplied = '' }: MeshConfig): Readonly<Record<string, unknown>> {
  const applied = parsed(lastApplied);
  return isObject(applied) && isObject(applied['spec']) ? applied['spec'] : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Presets of older releases set keys that are gone since: at their defaults nobody misses them. */
function isOldDefault(path: string, value: unknown): boolean {
  const known = meshConfigKeys.find((key) => key.path === path);
  return [known?.defaults.preset, known?.defaults.aks].some((written) =>
    written?.some(([, is]) => isSame(is, value)),
  );
}

/**
 * The key that was meant: the one of the same last word, where there is just one and the schema has it. Words such
 * as `name` and `timeout` stand for too much.
 */
function rightKey({ path }: Dropped, schema: unknown): MeshConfigKey | undefined {
  const keys = meshConfigKeys.filter((key) => hasKey(schema, key.path) && /[A-Z]/.test(lastWord(key.path)));
  const found = findKey(lastWord(path), keys);
  return found.is === 'key' ? found.key : undefined;
}

function wordsFor({ path, right }: Dropped & { readonly right: MeshConfigKey | undefined }): string {
  if (right !== undefined) return `${path} (the right key is ${right.path})`;
  const known = meshConfigKeys.find((key) => key.path === path);
  if (known?.until !== undefined) return `${path} (gone after ${known.until})`;
  return known === undefined ? path : `${path} (there from ${known.since} on)`;
}

/** Releases differ only in what an empty image and a negative limit do, which are nothing to propose anyway. */
const anyRelease = { major: 1, minor: 2, patch: 4 };

/** Nothing to propose is a value that the right key does not take either, or a list: it would replace what is there. */
function mendOf(meshConfig: MeshConfig, right: MeshConfigKey | undefined, value: unknown): RemedyIntent[] {
  if (right === undefined || !takes(right, value)) return [];
  const means = right.means.slice(0, -1);
  const does = `Set ${lastWord(right.path)} where it belongs, if that is still what is wanted: ${means}`;
  const risk = right.risk === 'high' ? 'cutsTraffic' : 'changesCluster';
  const takesEffect = inRelease(right.takesEffect, anyRelease) === 'newPods' ? 'newPods' : 'atOnce';
  return [setKey(meshConfig, right.path, value, { does, risk, takesEffect })];
}

function takes(key: MeshConfigKey, value: unknown): boolean {
  if (key.limits?.oneOf?.includes(String(value)) === false) return false;
  if (judgeValue(key, value, anyRelease).length > 0) return false;
  return key.type === 'integer' ? Number.isInteger(value) : key.type === typeof value;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
