import { keysOf } from './field-path.ts';
import { isObject, type JsonObject, ownValue, sameJson } from './json.ts';

/** JSON merge patch, RFC 7386: objects merge, null removes, anything else replaces. Nothing given is changed. */
export function mergePatch(target: unknown, patch: JsonObject): JsonObject {
  // A Map and fromEntries, because assigning to the key `__proto__` would change the prototype instead.
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergePatch(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

/**
 * The merge patch that restores an object after a patch: null for keys that were absent, lists whole. Undefined
 * where no merge patch can: the patch takes away a stored null, which RFC 7386 cannot write.
 */
export function undoPatch(object: JsonObject, patch: JsonObject): JsonObject | undefined {
  const undo = undoOf(object, patch);
  return sameJson(mergePatch(mergePatch(object, patch), undo), object) ? undo : undefined;
}

function undoOf(object: JsonObject, patch: JsonObject): JsonObject {
  const entries = Object.entries(patch).flatMap(([key, wanted]): [string, unknown][] => {
    const found = ownValue(object, key);
    if (found === undefined) return wanted === null ? [] : [[key, null]];
    if (!isObject(found) || !isObject(wanted)) return [[key, found]];
    const inner = undoOf(found, wanted);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries(entries);
}

/** The merge patch that sets one key: `spec.traffic.enableEgress` and false. Null takes the key away. */
export function patchFor(path: string, value: unknown): JsonObject {
  const patch = keysOf(path).reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), value);
  return isObject(patch) ? patch : {};
}
