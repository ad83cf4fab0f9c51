import fc from 'fast-check';
import type { JsonObject } from '../../src/remedies/json.ts';
import { type ReadableSchema, ruleOf, type Schema } from '../../src/remedies/schema.ts';
import { allowedValues } from '../../src/remedies/what-fits.ts';

/** Keys that mean something to JavaScript, to paths or to nobody. */
export const hostileKeys = [
  '__proto__',
  'constructor',
  'toString',
  'a.b',
  '',
  'a[0]',
  '["x"]',
  'a"b',
  '\n',
  'ü',
];

const key = fc.oneof(fc.constantFrom('a', 'b', 'c', ...hostileKeys), fc.string({ maxLength: 3 }));
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());

/** An object with these entries; unlike `fc.dictionary` also under the key `__proto__`. */
function objectOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

/** Any object without a null; keys repeat often, so that two of them overlap. */
export const anyObject = objectOf(
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      objectOf(tie('value')),
    ),
  })).value,
);

/** Any merge patch, nulls included. */
export const anyPatch = objectOf(
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      objectOf(tie('value')),
    ),
  })).value,
);

/** A value that a MeshConfig's schema lets through. */
export function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.is === 'opaque') throw new Error(schema.because);
  const allowed = allowedValues(schema);
  if (allowed !== undefined) return fc.constantFrom(...allowed);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: ruleOf(schema, 'minimum')?.limit ?? -(2 ** 31),
        max: ruleOf(schema, 'maximum')?.limit ?? 2 ** 31,
      });
    case 'string':
      return ruleOf(schema, 'pattern') === undefined ? fc.string() : cidr;
    case 'array':
      return listFor(schema);
    case 'object':
      return objectFor(schema);
    default:
      return scalar;
  }
}

const octet = fc.integer({ min: 0, max: 255 });
const cidr = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`);

function listFor(schema: ReadableSchema): fc.Arbitrary<unknown> {
  const items = schema.items === undefined ? scalar : valueFor(schema.items);
  return fc.uniqueArray(items, { minLength: ruleOf(schema, 'minItems')?.limit ?? 0, maxLength: 4 });
}

/** An object with every property of its schema. */
function objectFor({ properties, others }: ReadableSchema): fc.Arbitrary<unknown> {
  if (others !== undefined)
    return fc.dictionary(fc.constantFrom('cpu', 'memory', 'nvidia.com/gpu'), fc.string());
  return fc.record(Object.fromEntries([...properties].map(([name, inner]) => [name, valueFor(inner)])));
}
