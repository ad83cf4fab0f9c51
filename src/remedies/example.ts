import { findingsIn } from './findings.ts';
import { readListText } from './read-list-text.ts';
import { readScalar } from './read-scalar.ts';
import type { ReadableSchema } from './schema.ts';
import { allowedValues, plain } from './what-fits.ts';

/** Texts to try where the schema names no value; the first that it lets through is shown. */
const candidates: readonly string[] = [
  'text',
  '10.0.0.0/8',
  '30s',
  'example.org',
  '8080',
  '1',
  '0',
  '0.5',
  '-1',
  'true',
];

/** A text that a person may type for a schema: the one given, if the schema lets it through, else one found. */
export function exampleFor(schema: ReadableSchema, given?: string): string | undefined {
  const texts = [...(given === undefined ? [] : [given]), ...textsFor(schema)];
  return texts.find((text) => isReadable(schema, text));
}

function textsFor(schema: ReadableSchema): string[] {
  const { type, items } = schema;
  if (type === 'array') return items?.is === 'readable' ? [...textsFor(items), '[]'] : ['[]'];
  if (type === 'object') return [objectFor(schema)];
  const limits = schema.rules.flatMap((rule) => ('limit' in rule ? [rule.limit] : []));
  const named = [...(schema.default === undefined ? [] : [schema.default]), ...(allowedValues(schema) ?? [])];
  return [...named.map(plain), ...candidates, ...limits.map(plain)];
}

function objectFor({ properties, others }: ReadableSchema): string {
  for (const [key, inner] of properties) {
    if (inner.is === 'opaque') continue;
    const text = exampleFor(inner);
    const value = text === undefined ? undefined : readScalar(inner, text);
    if (value !== undefined) return JSON.stringify(Object.fromEntries([[key, value]]));
  }
  return others === undefined ? '{}' : '{"key":"value"}';
}

function isReadable(schema: ReadableSchema, text: string): boolean {
  if (schema.type === 'array') return readListText(schema, text, undefined).is === 'value';
  const value = readScalar(schema, text);
  if (value === undefined) return false;
  return schema.type === 'object' || !findingsIn(value, schema).some(({ is }) => is === 'problem');
}
