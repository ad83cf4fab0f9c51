import { isObject, type JsonObject, ownValue, sameJson } from './json.ts';
import { readRules } from './read-rules.ts';
import { anyValue, type ReadableSchema, type Schema, type SchemaType } from './schema.ts';

/** Deeper than any schema that a person wrote; deeper ones are not followed. */
const deepest = 50;

const types: readonly SchemaType[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

/**
 * Reads the `openAPIV3Schema` of a served version, JSON of which nothing is known; what it does not understand is
 * opaque or a doubt.
 */
export function readSchema(raw: unknown): Schema {
  return read(raw, 'structure', 0);
}

/** Inside `oneOf` a schema only adds rules: it needs no type there. */
type Place = 'structure' | 'rules';

function read(raw: unknown, place: Place, depth: number): Schema {
  if (!isObject(raw)) return opaque('a schema is no object');
  if (depth > deepest) return opaque('the schema is nested too deeply');
  const type = typeOf(raw, place);
  if (type === undefined) return opaque(whyNoType(raw));
  const inner = (value: unknown) => read(value, place, depth + 1);
  const parts = readParts(raw, inner);
  if (parts === undefined)
    return opaque('properties, items or additionalProperties are not what they must be');
  if (place === 'structure' && type === 'array' && parts.items === undefined) {
    return opaque('a list does not say what its items are');
  }
  const { rules, doubts } = readRules(raw, type, (branch) => read(branch, 'rules', depth + 1));
  return {
    is: 'readable',
    type,
    nullable: raw['nullable'] === true,
    keepsUnknown: raw['x-kubernetes-preserve-unknown-fields'] === true,
    ...parts,
    default: ownValue(raw, 'default'),
    rules,
    doubts,
  };
}

function opaque(because: string): Schema {
  return { is: 'opaque', because };
}

function typeOf(raw: JsonObject, place: Place): SchemaType | undefined {
  if (Object.hasOwn(raw, '$ref')) return undefined;
  const type = ownValue(raw, 'type');
  const free = raw['x-kubernetes-preserve-unknown-fields'] === true || place === 'rules';
  if (raw['x-kubernetes-int-or-string'] === true) return type === undefined ? 'intOrString' : undefined;
  if (type === undefined) return free ? 'any' : undefined;
  return types.find((known) => sameJson(known, type));
}

function whyNoType(raw: JsonObject): string {
  if (Object.hasOwn(raw, '$ref')) return 'the schema uses $ref';
  const type = ownValue(raw, 'type');
  return type === undefined
    ? 'the schema names no type'
    : `the schema's type ${JSON.stringify(type)} is unknown`;
}

type Parts = Pick<ReadableSchema, 'properties' | 'others' | 'items'>;

function readParts(raw: JsonObject, inner: (value: unknown) => Schema): Parts | undefined {
  const properties = ownValue(raw, 'properties') ?? {};
  const others = ownValue(raw, 'additionalProperties');
  const items = ownValue(raw, 'items');
  if (!isObject(properties)) return undefined;
  if (others !== undefined && others !== true && !isObject(others)) return undefined;
  if (items !== undefined && !isObject(items)) return undefined;
  return {
    properties: new Map(Object.entries(properties).map(([key, value]) => [key, inner(value)])),
    ...(others === undefined ? {} : { others: others === true ? anyValue : inner(others) }),
    ...(items === undefined ? {} : { items: inner(items) }),
  };
}
