import { isRecord, type JsonRecord, recordAt } from './record.ts';

function fillProperty(value: JsonRecord, field: string, schema: JsonRecord): void {
  const preset = schema['default'];
  const nulled = value[field] === null && schema['nullable'] !== true;
  // A null where null is not allowed counts as absent, but only where there is a default to take its place.
  if ((value[field] === undefined || nulled) && preset !== undefined) value[field] = structuredClone(preset);
  fillDefaults(value[field], schema);
}

/**
 * Fills a schema's defaults into a value, in place. Objects that are absent stay absent.
 * Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting.
 */
export function fillDefaults(value: unknown, schema: JsonRecord | undefined): void {
  if (schema === undefined) return;
  const items = schema['items'];
  if (Array.isArray(value) && isRecord(items)) for (const item of value) fillDefaults(item, items);
  if (!isRecord(value)) return;
  const properties = recordAt(schema, 'properties');
  for (const [field, property] of Object.entries(properties)) {
    if (isRecord(property)) fillProperty(value, field, property);
  }
  const others = schema['additionalProperties'];
  if (!isRecord(others)) return;
  for (const field of Object.keys(value)) if (!(field in properties)) fillDefaults(value[field], others);
}
