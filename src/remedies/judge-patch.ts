import type { Change } from '../model/remedy.ts';
import { diff } from './diff.ts';
import { droppedPaths, ofEveryObject } from './dropped-paths.ts';
import { fillDefaults } from './fill-defaults.ts';
import { type Finding, findingsIn } from './findings.ts';
import { isObject, type JsonObject, sameJson } from './json.ts';
import { mergePatch } from './merge-patch.ts';
import type { ReadableSchema, Schema } from './schema.ts';

/** Why the API server would refuse a value. */
export interface Problem {
  readonly path: string;
  readonly says: string;
}

/** What the API server would make of a merge patch, as far as the schema tells. Only `accepted` may be proposed. */
export type Judgement =
  /** Stored exactly as meant; `changed` also names the defaults of sections that come to be. */
  | { readonly is: 'accepted'; readonly result: JsonObject; readonly changed: readonly Change[] }
  | { readonly is: 'rejected'; readonly problems: readonly Problem[] }
  /** Some fields would be thrown away, perhaps without a word. */
  | { readonly is: 'dropped'; readonly paths: readonly string[] }
  | { readonly is: 'noChange' }
  | { readonly is: 'unknown'; readonly because: string };

/**
 * Judges a merge patch of a custom resource against its schema, in the API server's order: merge, drop what is
 * unknown, fill in defaults, validate. What cannot be judged is never accepted; what is certain is said even
 * where something else is in doubt.
 */
export function judgePatch(schema: Schema, object: JsonObject, patch: unknown): Judgement {
  if (schema.is === 'opaque') return unknown(schema.because);
  if (!isObject(patch)) return unknown('a merge patch must be an object');
  const because = notOfTheSchema(patch);
  if (because !== undefined) return unknown(because);
  const merged = mergePatch(object, patch);
  const strays = droppedPaths(object, schema);
  const dropped = droppedPaths(merged, schema).filter((path) => !strays.includes(path));
  if (dropped.length > 0) return { is: 'dropped', paths: dropped };
  if (sameJson(merged, object)) return { is: 'noChange' };
  if (strays.length > 0)
    return unknown(`the object holds ${strays.join(', ')}, which the schema does not know`);
  return judgeMerged(schema, fillDefaults(object, schema), fillDefaults(merged, schema));
}

function unknown(because: string): Judgement {
  return { is: 'unknown', because };
}

/** Parts of a patch on which more than the schema decides. */
function notOfTheSchema(patch: JsonObject): string | undefined {
  const key = [...ofEveryObject, 'status'].find((name) => Object.hasOwn(patch, name));
  if (key !== undefined) return `the schema does not tell what becomes of ${key}`;
  return holdsNullInList(patch) ? 'servers do not agree on a null inside a list of a merge patch' : undefined;
}

/** Older releases of github.com/evanphx/json-patch (merge.go), which API servers use, take them out. */
function holdsNullInList(value: unknown, place?: 'inList'): boolean {
  if (value === null) return place === 'inList';
  if (Array.isArray(value)) return value.some((item) => holdsNullInList(item, 'inList'));
  return isObject(value) && Object.values(value).some((inner) => holdsNullInList(inner, place));
}

function judgeMerged(schema: ReadableSchema, before: JsonObject, result: JsonObject): Judgement {
  const changed = diff(before, result);
  if (changed.length === 0) return { is: 'noChange' };
  const findings = findingsIn(result, schema);
  const old = findingsIn(before, schema).filter(isProblem).map(sentence);
  const problems = findings.filter(isProblem);
  const fresh = problems.filter((problem) => !old.includes(sentence(problem)));
  if (fresh.length > 0) return { is: 'rejected', problems: fresh.map(({ path, says }) => ({ path, says })) };
  const doubt = findings.find((finding) => finding.is === 'doubt');
  if (doubt !== undefined) return unknown(doubt.because);
  // From 1.30 on the API server lets old mistakes be (CRDValidationRatcheting); before it refuses every change.
  const [left] = problems;
  if (left !== undefined) return unknown(`the object breaks its schema already: ${sentence(left)}`);
  return { is: 'accepted', result, changed };
}

function isProblem(finding: Finding): finding is Finding & { is: 'problem' } {
  return finding.is === 'problem';
}

function sentence({ path, says }: Problem): string {
  return `${path} ${says}`;
}
