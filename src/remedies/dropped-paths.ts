import { pathOf, type Step } from './field-path.ts';
import { isObject, type JsonObject } from './json.ts';
import { anyValue, type ReadableSchema, type Schema, schemaOfKey } from './schema.ts';

/** What an API server knows of every object; the schema of a custom resource says nothing of it. */
export const ofEveryObject: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/**
 * The paths of a custom resource that its schema does not know: the API server would drop them, before 1.25
 * without a word. Nothing is said of what lies under an opaque schema.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/pruning.
 */
export function droppedPaths(object: JsonObject, schema: ReadableSchema): string[] {
  const fields = Object.entries(object).filter(([key]) => !ofEveryObject.includes(key));
  return fields.flatMap(([key, value]) => droppedKey(key, value, schema, []));
}

function droppedKey(key: string, value: unknown, schema: ReadableSchema, at: readonly Step[]): string[] {
  const inner = schemaOfKey(schema, key);
  const path = [...at, key];
  return inner === undefined ? [pathOf(path)] : droppedIn(value, inner, path);
}

function droppedIn(value: unknown, schema: Schema, at: readonly Step[]): string[] {
  if (schema.is === 'opaque') return [];
  if (Array.isArray(value)) {
    const items = schema.items ?? (schema.keepsUnknown ? schema : anyValue);
    return value.flatMap((item, index) => droppedIn(item, items, [...at, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => droppedKey(key, inner, schema, at));
}
