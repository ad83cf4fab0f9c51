import { type JsonObject, ownValue, sameJson } from './json.ts';
import { readPattern } from './pattern.ts';
import type { Rule, Schema, SchemaType } from './schema.ts';

/** What a schema asks of values, and what of that cannot be judged here. */
interface Rules {
  readonly rules: readonly Rule[];
  readonly doubts: readonly string[];
}

/** Keywords that ask nothing of a value, or that `read-schema.ts` reads. */
const askNothing = [
  'type',
  'properties',
  'additionalProperties',
  'items',
  'default',
  'title',
  'description',
  'example',
  'externalDocs',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'x-kubernetes-map-type',
];

/** Reads every keyword of a schema; one that is unknown, or holds what it should not, becomes a doubt. */
export function readRules(raw: JsonObject, type: SchemaType, branch: (raw: unknown) => Schema): Rules {
  const keywords = Object.keys(raw).filter((keyword) => !askNothing.includes(keyword));
  const read = keywords.map((keyword) => ({ keyword, found: readKeyword(keyword, raw, type, branch) }));
  return {
    rules: read.flatMap(({ found }) => found ?? []),
    doubts: read.filter(({ found }) => found === undefined).map(({ keyword }) => keyword),
  };
}

/** The rules that a keyword stands for, often none; undefined where it is not understood. */
function readKeyword(
  keyword: string,
  raw: JsonObject,
  type: SchemaType,
  branch: (raw: unknown) => Schema,
): readonly Rule[] | undefined {
  const value = ownValue(raw, keyword);
  switch (keyword) {
    case 'enum':
      return Array.isArray(value) ? [{ asks: 'enum', values: value }] : undefined;
    case 'pattern':
      return readPatternRule(value);
    case 'minimum':
    case 'maximum':
      return readBound(keyword, raw);
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength':
      return typeof value === 'number' ? [{ asks: keyword, limit: value }] : undefined;
    case 'required':
      return isTexts(value) ? [{ asks: 'required', keys: value }] : undefined;
    case 'oneOf':
      return Array.isArray(value) ? [{ asks: 'oneOf', schemas: value.map(branch) }] : undefined;
    default:
      return asksNothing(keyword, value, type) ? [] : readFormat(keyword, value, type);
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** What controller-gen writes beside `x-kubernetes-int-or-string`, which says the same. */
const intOrString = [{ type: 'integer' }, { type: 'string' }];

function asksNothing(keyword: string, value: unknown, type: SchemaType): boolean {
  if (keyword === 'anyOf') return type === 'intOrString' && sameJson(value, intOrString);
  if (keyword === 'x-kubernetes-list-type') return value === 'atomic';
  const flags = ['nullable', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-int-or-string'];
  return flags.includes(keyword) && typeof value === 'boolean';
}

function readPatternRule(source: unknown): readonly Rule[] | undefined {
  if (typeof source !== 'string') return undefined;
  const matches = readPattern(source);
  return matches === undefined ? undefined : [{ asks: 'pattern', source, matches }];
}

function readBound(asks: 'minimum' | 'maximum', raw: JsonObject): readonly Rule[] | undefined {
  const limit = ownValue(raw, asks);
  const excluded = ownValue(raw, asks === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum') ?? false;
  return typeof limit === 'number' && typeof excluded === 'boolean' ? [{ asks, limit, excluded }] : undefined;
}

/** Formats that only name a range of numbers; all others have rules of their own. */
function readFormat(keyword: string, value: unknown, type: SchemaType): readonly Rule[] | undefined {
  if (keyword !== 'format') return undefined;
  if (type === 'integer' && value === 'int64') return [];
  if (type === 'number' && value === 'double') return [];
  if (type !== 'integer' || value !== 'int32') return undefined;
  return [
    { asks: 'minimum', limit: -(2 ** 31), excluded: false },
    { asks: 'maximum', limit: 2 ** 31 - 1, excluded: false },
  ];
}
