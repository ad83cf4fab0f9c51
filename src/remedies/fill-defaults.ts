import { isObject, type JsonObject, ownValue } from './json.ts';
import { isUnset, type ReadableSchema, type Schema } from './schema.ts';

/**
 * An object with its schema's defaults filled in. Absent sections stay absent; a null where the schema allows none
 * gives way to the default, or goes.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting.
 */
export function fillDefaults(object: JsonObject, schema: ReadableSchema): JsonObject {
  const keys = new Set([...Object.keys(object), ...schema.properties.keys()]);
  const entries = [...keys].flatMap((key): [string, unknown][] => {
    const inner = schema.properties.get(key) ?? schema.others;
    if (inner === undefined || inner.is === 'opaque') {
      return Object.hasOwn(object, key) ? [[key, ownValue(object, key)]] : [];
    }
    const value = isUnset(object, key, inner) ? inner.default : ownValue(object, key);
    return value === undefined ? [] : [[key, filled(value, inner)]];
  });
  return Object.fromEntries(entries);
}

function filled(value: unknown, schema: Schema): unknown {
  if (schema.is === 'opaque') return value;
  if (isObject(value)) return fillDefaults(value, schema);
  const { items } = schema;
  return Array.isArray(value) && items !== undefined ? value.map((item) => filled(item, items)) : value;
}
