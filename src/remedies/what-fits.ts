import { shown } from './json.ts';
import { type ReadableSchema, ruleOf, type SchemaType } from './schema.ts';

/** What a person calls the type of a JSON value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : 'true or false';
}

const names: Readonly<Record<Exclude<SchemaType, 'array'>, string>> = {
  any: 'any value',
  object: 'an object',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  intOrString: 'a whole number or text',
};

/** What a schema takes, in words: `a whole number from 1 to 65535`, `one of trace, debug, info`. */
export function whatFits(schema: ReadableSchema): string {
  const allowed = allowedValues(schema);
  if (allowed !== undefined) return `one of ${allowed.map(plain).join(', ')}`;
  const items = schema.items;
  if (schema.type === 'array') {
    const each = items?.is === 'readable' ? `, each item ${whatFits(items)}` : '';
    return `a list${sizeOf(schema, 'Items', 'item')}${each}`;
  }
  const pattern = ruleOf(schema, 'pattern');
  const matching = pattern === undefined ? '' : ` that matches ${pattern.source}`;
  return `${names[schema.type]}${matching}${sizeOf(schema, 'Length', 'character')}${rangeOf(schema)}`;
}

/** `1 item`, `2 items`. */
export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A value as a person would type it. */
export function plain(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : shown(value);
}

/**
 * The values of an enum that its own type lets through. MeshConfig's `logLevel` lists an `off` that YAML 1.1 made
 * false, which no text equals.
 */
export function allowedValues(schema: ReadableSchema): readonly unknown[] | undefined {
  const { type } = schema;
  const values = ruleOf(schema, 'enum')?.values;
  return type === 'string' || type === 'boolean' ? values?.filter((value) => typeof value === type) : values;
}

function rangeOf(schema: ReadableSchema): string {
  const from = ruleOf(schema, 'minimum');
  const to = ruleOf(schema, 'maximum');
  if (from && to && !from.excluded && !to.excluded) return ` from ${from.limit} to ${to.limit}`;
  const least = from === undefined ? '' : ` ${from.excluded ? 'above' : 'of at least'} ${from.limit}`;
  const most = to === undefined ? '' : ` ${to.excluded ? 'below' : 'of at most'} ${to.limit}`;
  return least !== '' && most !== '' ? `${least} and${most}` : `${least}${most}`;
}

function sizeOf(schema: ReadableSchema, of: 'Items' | 'Length', unit: string): string {
  const least = ruleOf(schema, `min${of}`)?.limit;
  const most = ruleOf(schema, `max${of}`)?.limit;
  if (least !== undefined && most !== undefined) return ` of ${least} to ${counted(most, unit)}`;
  if (least !== undefined) return ` of at least ${counted(least, unit)}`;
  return most === undefined ? '' : ` of at most ${counted(most, unit)}`;
}
