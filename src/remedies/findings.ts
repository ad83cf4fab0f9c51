import { pathOf, type Step } from './field-path.ts';
import { isObject, ownValue, sameJson, shown } from './json.ts';
import { type ReadableSchema, type Rule, type Schema, schemaOfKey } from './schema.ts';
import { counted, typeName, whatFits } from './what-fits.ts';

/** What a schema has against a value, or what of it cannot be judged. */
export type Finding =
  | { readonly is: 'problem'; readonly path: string; readonly says: string }
  | { readonly is: 'doubt'; readonly because: string };

/**
 * Holds a value against its schema as the API server does after defaulting; empty where it fits.
 * Source: k8s.io/kube-openapi, pkg/validation/validate.
 */
export function findingsIn(value: unknown, schema: Schema, at: readonly Step[] = []): Finding[] {
  if (schema.is === 'opaque') return [{ is: 'doubt', because: `${placeOf(at)}: ${schema.because}` }];
  if (value === null && schema.nullable) return [];
  if (!fitsType(value, schema)) {
    return [problem(at, `must be ${whatFits(schema)}, not ${typeName(value)}`)];
  }
  return [
    ...schema.doubts.map((keyword): Finding => doubt(at, `the schema uses ${keyword} in a way unknown here`)),
    ...(isTooLarge(value) ? [doubt(at, 'the number is too large to be judged')] : []),
    ...schema.rules.flatMap((rule) => findingsOf(rule, value, at)),
    ...findingsInside(value, schema, at),
  ];
}

function placeOf(at: readonly Step[]): string {
  return at.length === 0 ? 'the object' : pathOf(at);
}

function problem(at: readonly Step[], says: string): Finding {
  return { is: 'problem', path: pathOf(at), says };
}

function doubt(at: readonly Step[], because: string): Finding {
  return { is: 'doubt', because: `${placeOf(at)}: ${because}` };
}

/** Whole numbers beyond 2^53 are not what they seem, and beyond 2^63 the API server refuses them. */
function isTooLarge(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function fitsType(value: unknown, { type }: ReadableSchema): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'intOrString':
      return Number.isInteger(value) || typeof value === 'string';
    default:
      return typeof value === type;
  }
}

function findingsInside(value: unknown, schema: ReadableSchema, at: readonly Step[]): Finding[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => findingsIn(item, items, [...at, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = schemaOfKey(schema, key);
    return known === undefined ? [] : findingsIn(inner, known, [...at, key]);
  });
}

function findingsOf(rule: Rule, value: unknown, at: readonly Step[]): Finding[] {
  switch (rule.asks) {
    case 'required':
      return missing(rule.keys, value, at);
    case 'oneOf':
      return oneOf(rule.schemas, value, at);
    default: {
      const says = broken(rule, value);
      return says === undefined ? [] : [problem(at, says)];
    }
  }
}

function missing(keys: readonly string[], value: unknown, at: readonly Step[]): Finding[] {
  if (!isObject(value)) return [];
  const absent = keys.filter((key) => ownValue(value, key) === undefined);
  return absent.map((key) => problem([...at, key], 'is required'));
}

function oneOf(schemas: readonly Schema[], value: unknown, at: readonly Step[]): Finding[] {
  const branches = schemas.map((schema) => findingsIn(value, schema, at));
  const doubts = branches.flat().filter(({ is }) => is === 'doubt');
  if (doubts.length > 0) return doubts;
  const fitting = branches.filter((findings) => findings.length === 0).length;
  return fitting === 1
    ? []
    : [problem(at, `must fit exactly one of ${schemas.length} forms, but fits ${fitting}`)];
}

/** What a rule about one value says to a value that breaks it. */
function broken(rule: Exclude<Rule, { asks: 'required' | 'oneOf' }>, value: unknown): string | undefined {
  switch (rule.asks) {
    case 'enum':
      return rule.values.some((allowed) => sameJson(allowed, value))
        ? undefined
        : `must be one of ${rule.values.map(shown).join(', ')}, not ${shown(value)}`;
    case 'pattern':
      return typeof value !== 'string' || rule.matches(value)
        ? undefined
        : `must match ${rule.source}, which ${shown(value)} does not`;
    case 'minimum':
    case 'maximum':
      return typeof value === 'number' ? outside(rule, value) : undefined;
    default:
      return wrongSize(rule.asks, rule.limit, value);
  }
}

function outside(rule: Extract<Rule, { excluded: boolean }>, value: number): string | undefined {
  const far = rule.asks === 'minimum' ? value - rule.limit : rule.limit - value;
  if (far > 0 || (far === 0 && !rule.excluded)) return undefined;
  const bound = rule.asks === 'minimum' ? 'at least' : 'at most';
  const strict = rule.asks === 'minimum' ? 'more than' : 'less than';
  return `must be ${rule.excluded ? strict : bound} ${rule.limit}, not ${value}`;
}

function wrongSize(
  asks: 'minItems' | 'maxItems' | 'minLength' | 'maxLength',
  limit: number,
  value: unknown,
): string | undefined {
  const size = sizeOf(asks, value);
  if (size === undefined || (asks.startsWith('min') ? size >= limit : size <= limit)) return undefined;
  const unit = asks.endsWith('Items') ? 'item' : 'character';
  return `must have at ${asks.startsWith('min') ? 'least' : 'most'} ${counted(limit, unit)}, not ${size}`;
}

/** Length counts characters as Go counts runes. */
function sizeOf(asks: string, value: unknown): number | undefined {
  if (asks.endsWith('Items')) return Array.isArray(value) ? value.length : undefined;
  return typeof value === 'string' ? [...value].length : undefined;
}
