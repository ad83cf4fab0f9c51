import { exampleFor } from './example.ts';
import { findingsIn } from './findings.ts';
import { shown } from './json.ts';
import { readListText } from './read-list-text.ts';
import { readScalar } from './read-scalar.ts';
import type { ReadableSchema, Schema } from './schema.ts';
import { whatFits } from './what-fits.ts';

/** What a person's text came to: a value for the key, or a sentence that says what to type instead. */
export type TypedValue =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'wrong'; readonly says: string };

/** What is known of a key beside its schema. */
export interface KeyContext {
  /** What the key holds now: `+6379` and `-6379` start from it. */
  readonly current?: unknown;
  /** A value worth typing; shown where the schema lets it through. */
  readonly example?: string;
}

/**
 * Reads the value that a person typed by the type that the schema gives the key: `true`, `50`, text as it is,
 * `80,443`, `+6379`, JSON for objects. What the key's own schema refuses is refused here, where a better value
 * can be shown; whether the API server takes the whole object is for `judgePatch` to say.
 */
export function readValue(schema: Schema, text: string, known: KeyContext = {}): TypedValue {
  if (schema.is === 'opaque') return { is: 'wrong', says: `A value cannot be read here: ${schema.because}.` };
  if (schema.type === 'array') {
    const list = readListText(schema, text, known.current);
    return list.is === 'unreadable' ? notFitting(schema, text, known) : list;
  }
  const value = readScalar(schema, text);
  if (value === undefined) return notFitting(schema, text, known);
  // Of an object a part may be given, so only the patched object tells what is missing.
  const isRefused = schema.type !== 'object' && findingsIn(value, schema).some(({ is }) => is === 'problem');
  return isRefused ? notFitting(schema, text, known) : { is: 'value', value };
}

function notFitting(schema: ReadableSchema, text: string, { example }: KeyContext): TypedValue {
  const fitting = exampleFor(schema, example);
  const help = fitting === undefined ? '' : `: for example ${fitting}`;
  return { is: 'wrong', says: `Expected ${whatFits(schema)}, not ${shown(text)}${help}.` };
}
