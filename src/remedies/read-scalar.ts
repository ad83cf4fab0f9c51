import { isObject } from './json.ts';
import type { ReadableSchema } from './schema.ts';

const wholeNumber = /^-?\d+$/;
const anyNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The value that a text is by a schema's type; undefined where it is none. Lists are read by `readListText`. */
export function readScalar(schema: ReadableSchema, text: string): unknown {
  const word = text.trim();
  switch (schema.type) {
    case 'boolean':
      return word === 'true' || (word === 'false' ? false : undefined);
    case 'integer':
      return readNumber(word, wholeNumber);
    case 'number':
      return readNumber(word, anyNumber);
    case 'string':
      return text;
    case 'intOrString':
      return readNumber(word, wholeNumber) ?? text;
    case 'object':
      return readJson(text, isObject);
    case 'any':
      return readJson(text, () => true) ?? text;
    case 'array':
      return readJson(text, Array.isArray);
  }
}

/** Whole numbers beyond 2^53 would be stored as another number. */
function readNumber(word: string, syntax: RegExp): number | undefined {
  const value = syntax.test(word) ? Number(word) : Number.NaN;
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    ? value
    : undefined;
}

function readJson(text: string, fits: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (fits(value)) return value;
  } catch {
    // What is no JSON is no value either.
  }
  return undefined;
}
