import { ownValue } from './json.ts';
import type { Pattern } from './pattern.ts';

/**
 * The subset of OpenAPI v3 structural schemas that custom resource definitions use.
 * Source: kubernetes.io, "Extend the Kubernetes API with CustomResourceDefinitions".
 */
export type Schema = ReadableSchema | OpaqueSchema;

/** `any` is what `x-kubernetes-preserve-unknown-fields` allows: no type at all. */
export type SchemaType =
  | 'object'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'intOrString'
  | 'any';

/** A schema of which the structure is known. */
export interface ReadableSchema {
  readonly is: 'readable';
  readonly type: SchemaType;
  readonly nullable: boolean;
  /** Whether fields that it does not name are kept. */
  readonly keepsUnknown: boolean;
  readonly properties: ReadonlyMap<string, Schema>;
  /** What holds for the fields that it does not name; where it says nothing they are dropped. */
  readonly others?: Schema;
  readonly items?: Schema;
  readonly default?: unknown;
  readonly rules: readonly Rule[];
  /** What it asks beyond that and cannot be judged here: nothing it holds for is ever accepted. */
  readonly doubts: readonly string[];
}

/** A schema of which not even the structure is known: nothing can be said of a value there. */
export interface OpaqueSchema {
  readonly is: 'opaque';
  readonly because: string;
}

/** What a schema asks of a value beside its type. */
export type Rule =
  | { readonly asks: 'enum'; readonly values: readonly unknown[] }
  | { readonly asks: 'pattern'; readonly source: string; readonly matches: Pattern }
  | { readonly asks: 'minimum' | 'maximum'; readonly limit: number; readonly excluded: boolean }
  | { readonly asks: 'minItems' | 'maxItems' | 'minLength' | 'maxLength'; readonly limit: number }
  | { readonly asks: 'required'; readonly keys: readonly string[] }
  | { readonly asks: 'oneOf'; readonly schemas: readonly Schema[] };

/** A schema that asks nothing and, like `additionalProperties: true`, keeps no fields of an object inside. */
export const anyValue: ReadableSchema = {
  is: 'readable',
  type: 'any',
  nullable: true,
  keepsUnknown: false,
  properties: new Map(),
  rules: [],
  doubts: [],
};

/** The schema of a key inside a schema; undefined where the key would be dropped. */
export function schemaOfKey(schema: ReadableSchema, key: string): Schema | undefined {
  return schema.properties.get(key) ?? schema.others ?? (schema.keepsUnknown ? anyKept : undefined);
}

const anyKept: ReadableSchema = { ...anyValue, keepsUnknown: true };

/** Every key that a schema names, sections left out: what a person can set. */
export function leavesOf(schema: Schema, at: readonly string[] = []): { keys: string[]; schema: Schema }[] {
  if (schema.is === 'opaque' || schema.properties.size === 0) return [{ keys: [...at], schema }];
  return [...schema.properties].flatMap(([key, inner]) => leavesOf(inner, [...at, key]));
}

/** The rule of one sort that a schema has. */
export function ruleOf<A extends Rule['asks']>(
  schema: ReadableSchema,
  asks: A,
): (Rule & { asks: A }) | undefined {
  return schema.rules.find((rule): rule is Rule & { asks: A } => rule.asks === asks);
}

/** Whether a value stands in a default's place: absent, or a null where the schema allows none. */
export function isUnset(
  object: Readonly<Record<string, unknown>>,
  key: string,
  schema: ReadableSchema,
): boolean {
  const value = ownValue(object, key);
  return value === undefined || (value === null && !schema.nullable);
}
