import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { schemaCauses } from '../../sim/kubernetes/crd-schema.ts';
import { recordAt } from '../../sim/kubernetes/record.ts';
import { pathOf } from '../../src/remedies/field-path.ts';
import { findingsIn } from '../../src/remedies/findings.ts';
import { sameJson } from '../../src/remedies/json.ts';
import { judgePatch } from '../../src/remedies/judge-patch.ts';
import { mergePatch, patchFor, undoPatch } from '../../src/remedies/merge-patch.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';
import { leavesOf } from '../../src/remedies/schema.ts';
import { meshConfigDefinition, meshConfigSchemas, rawSchema, schemaOf } from './schemas.ts';
import { anyPatch, valueFor } from './values.ts';

const text = { type: 'string' };
const number = { type: 'integer' };

/** An object with one section, as MeshConfig has several. */
function sectionOf(section: object): object {
  return { type: 'object', properties: { spec: { type: 'object', properties: { section } } } };
}

/** The verdict on setting `spec.section`, which was absent or holds what is given. */
function judged(section: object, value: unknown, before?: unknown) {
  const object = { spec: before === undefined ? {} : { section: before } };
  return judgePatch(readSchema(sectionOf(section)), object, { spec: { section: value } });
}

describe('what the API server would take', () => {
  test('is shown with everything that changes, defaults of new sections too', () => {
    const section = {
      type: 'object',
      properties: { on: { type: 'boolean' }, after: { ...text, default: '1s' } },
    };

    expect(judged(section, { on: true })).toEqual({
      is: 'accepted',
      result: { spec: { section: { on: true, after: '1s' } } },
      changed: [
        { path: 'spec.section.on', after: true },
        { path: 'spec.section.after', after: '1s' },
      ],
    });
  });

  test.each<[string, object, unknown, unknown]>([
    ['a null where null is allowed is kept', { ...text, nullable: true }, 'a', undefined],
    [
      'any field where unknown ones are kept',
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      { a: { b: [{ c: 1 }] } },
      undefined,
    ],
    ['no type where unknown fields are kept', { 'x-kubernetes-preserve-unknown-fields': true }, 7, undefined],
    [
      'any key of an open map',
      { type: 'object', additionalProperties: true },
      { 'nvidia.com/gpu': 1 },
      undefined,
    ],
    ['a typed map', { type: 'object', additionalProperties: text }, { a: 'b' }, undefined],
    ['a number for int-or-string', { 'x-kubernetes-int-or-string': true }, 80, undefined],
    [
      'a text for int-or-string as controller-gen writes it',
      { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
      'http',
      undefined,
    ],
    [
      'one of two forms',
      { type: 'object', properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 'x' },
      undefined,
    ],
    ['a whole number written with a point', number, 5.0, undefined],
    ['an excluded bound that is kept', { ...number, minimum: 1, exclusiveMinimum: true }, 2, undefined],
    ['an astral character as one', { ...text, maxLength: 1, pattern: '^.$' }, '🧪', undefined],
  ])('%s', (_, section, value, before) => {
    expect(judged(section, value, before).is).toBe('accepted');
  });
});

describe('what it would refuse', () => {
  test.each<[string, object, unknown, string, string]>([
    ['text for a number', number, '1', 'spec.section', 'must be a whole number, not text'],
    ['a fraction', number, 1.5, 'spec.section', 'must be a whole number, not a number'],
    ['text for a boolean', { type: 'boolean' }, 'true', 'spec.section', 'must be true or false, not text'],
    [
      'a scalar for a section',
      { type: 'object' },
      1,
      'spec.section',
      'must be an object, not a whole number',
    ],
    [
      'a scalar for a list',
      { type: 'array', items: text },
      'a',
      'spec.section',
      'must be a list, each item text, not text',
    ],
    [
      'a value outside the enum',
      { ...text, enum: ['a', false] },
      'off',
      'spec.section',
      'must be one of "a", false, not "off"',
    ],
    ['a number below', { ...number, minimum: 1 }, 0, 'spec.section', 'must be at least 1, not 0'],
    ['a number above', { ...number, maximum: 9 }, 10, 'spec.section', 'must be at most 9, not 10'],
    [
      'an excluded bound',
      { ...number, maximum: 9, exclusiveMaximum: true },
      9,
      'spec.section',
      'must be less than 9, not 9',
    ],
    [
      'an int32 beyond',
      { ...number, format: 'int32' },
      2 ** 31,
      'spec.section',
      'must be at most 2147483647, not 2147483648',
    ],
    [
      'an item',
      { type: 'array', items: { ...number, maximum: 9 } },
      [1, 10],
      'spec.section[1]',
      'must be at most 9, not 10',
    ],
    [
      'too few items',
      { type: 'array', items: text, minItems: 1 },
      [],
      'spec.section',
      'must have at least 1 item, not 0',
    ],
    [
      'too short a text',
      { ...text, minLength: 1 },
      '',
      'spec.section',
      'must have at least 1 character, not 0',
    ],
    [
      'too long a text',
      { ...text, maxLength: 1 },
      'ab',
      'spec.section',
      'must have at most 1 character, not 2',
    ],
    ['no match', { ...text, pattern: '^a+$' }, 'b', 'spec.section', 'must match ^a+$, which "b" does not'],
    [
      'a missing sibling',
      { type: 'object', properties: { a: text, b: text }, required: ['a', 'b'] },
      { a: 'x' },
      'spec.section.b',
      'is required',
    ],
    [
      'both of two forms',
      { type: 'object', properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 'x', b: 'y' },
      'spec.section',
      'must fit exactly one of 2 forms, but fits 2',
    ],
    [
      'a wrong value of a typed map',
      { type: 'object', additionalProperties: text },
      { 'a.b': 1 },
      'spec.section["a.b"]',
      'must be text, not a whole number',
    ],
    [
      'a fraction for int-or-string',
      { 'x-kubernetes-int-or-string': true },
      1.5,
      'spec.section',
      'must be a whole number or text, not a number',
    ],
    [
      'a key that only looks present',
      { type: 'object', properties: { a: text }, required: ['constructor'] },
      { a: 'x' },
      'spec.section.constructor',
      'is required',
    ],
  ])('%s', (_, section, value, path, says) => {
    expect(judged(section, value)).toEqual({ is: 'rejected', problems: [{ path, says }] });
  });

  test.each(meshConfigSchemas)(
    'a certificate section without its siblings ($release $version)',
    ({ schema }) => {
      const judgement = judgePatch(schema, { spec: {} }, { spec: { certificate: { certKeyBitSize: 4096 } } });

      expect(judgement).toEqual({
        is: 'rejected',
        problems: [{ path: 'spec.certificate.serviceCertValidityDuration', says: 'is required' }],
      });
    },
  );
});

describe('what it would drop', () => {
  test.each<[string, object, unknown, string[]]>([
    ['an unknown key', { type: 'object', properties: { a: text } }, { a: 'x', z: 1 }, ['spec.section.z']],
    [
      'a key of an item',
      { type: 'array', items: { type: 'object', properties: { a: text } } },
      [{ a: 'x', z: 1 }],
      ['spec.section[0].z'],
    ],
    [
      'what lies in a value of an open map',
      { type: 'object', additionalProperties: true },
      { a: { b: 1 } },
      ['spec.section.a.b'],
    ],
    [
      'what a named property of an open object does not know',
      { type: 'object', properties: { a: { type: 'object' } }, 'x-kubernetes-preserve-unknown-fields': true },
      { z: 1, a: { b: 1 } },
      ['spec.section.a.b'],
    ],
    [
      'keys of prototypes',
      { type: 'object' },
      JSON.parse('{"__proto__":1,"constructor":2}'),
      ['spec.section.__proto__', 'spec.section.constructor'],
    ],
  ])('%s', (_, section, value, paths) => {
    expect(judged(section, value)).toEqual({ is: 'dropped', paths });
  });

  test('is said even where the rest is wrong or in doubt', () => {
    const section = { type: 'object', properties: { a: number, b: { ...text, format: 'date-time' } } };

    expect(judged(section, { a: 'no', b: 'x', z: 1 })).toEqual({ is: 'dropped', paths: ['spec.section.z'] });
  });

  test('may be taken away: that changes nothing', () => {
    expect(judged({ type: 'object' }, { unknown: null }, {}).is).toBe('noChange');
  });
});

describe('what changes nothing', () => {
  test.each<[string, object, unknown, unknown]>([
    ['the same value', text, 'a', 'a'],
    ['the same list', { type: 'array', items: number }, [1, 2], [1, 2]],
    [
      'a default that is taken away',
      { type: 'object', properties: { a: { ...text, default: 'x' } } },
      { a: null },
      { a: 'x' },
    ],
    [
      'a default that is written out',
      { type: 'object', properties: { a: { ...text, default: 'x' } } },
      { a: 'x' },
      {},
    ],
    ['an unknown rule on the value found', { ...text, format: 'date-time' }, 'a', 'a'],
  ])('%s', (_, section, value, before) => {
    expect(judged(section, value, before)).toEqual({ is: 'noChange' });
  });

  test('is told also of an object that another schema made', () => {
    const object = { spec: { stray: 1, section: 'a' } };

    expect(judgePatch(schemaOf(sectionOf(text)), object, { spec: { section: 'a' } }).is).toBe('noChange');
  });
});

const deep = (levels: number): object =>
  levels === 0 ? text : { type: 'object', properties: { a: deep(levels - 1) } };

describe('what cannot be judged, such as what read-schema does not understand, is never accepted', () => {
  test.each<[string, unknown, unknown, string]>([
    ['a reference', { $ref: '#/definitions/a' }, 'a', 'spec.section: the schema uses $ref'],
    ['a reference beside a type', { ...text, $ref: '#/x' }, 'a', 'spec.section: the schema uses $ref'],
    [
      'a type beside int-or-string',
      { ...number, 'x-kubernetes-int-or-string': true },
      1,
      `spec.section: the schema's type "integer" is unknown`,
    ],
    [
      'items that are none',
      { type: 'array', items: [text] },
      ['a'],
      'spec.section: properties, items or additionalProperties are not what they must be',
    ],
    ['an unknown type', { type: 'decimal' }, 'a', `spec.section: the schema's type "decimal" is unknown`],
    [
      'a type that is no text',
      { type: ['string'] },
      'a',
      `spec.section: the schema's type ["string"] is unknown`,
    ],
    [
      'a type named like a method',
      { type: 'toString' },
      'a',
      `spec.section: the schema's type "toString" is unknown`,
    ],
    ['no type', {}, 'a', 'spec.section: the schema names no type'],
    ['no schema', null, 'a', 'spec.section: a schema is no object'],
    [
      'a list without items',
      { type: 'array' },
      ['a'],
      'spec.section: a list does not say what its items are',
    ],
    [
      'properties that are none',
      { type: 'object', properties: [] },
      { a: 1 },
      'spec.section: properties, items or additionalProperties are not what they must be',
    ],
    [
      'additionalProperties: false',
      { type: 'object', additionalProperties: false },
      { a: 1 },
      'spec.section: properties, items or additionalProperties are not what they must be',
    ],
    [
      'a broken pattern',
      { ...text, pattern: '(' },
      'a',
      'spec.section: the schema uses pattern in a way unknown here',
    ],
    [
      'a pattern that only RE2 knows',
      { ...text, pattern: '[[:alpha:]]' },
      'a',
      'spec.section: the schema uses pattern in a way unknown here',
    ],
    [
      'an enum that is no list',
      { ...text, enum: 'a' },
      'a',
      'spec.section: the schema uses enum in a way unknown here',
    ],
    [
      'a bound that is no number',
      { ...number, minimum: '1' },
      1,
      'spec.section: the schema uses minimum in a way unknown here',
    ],
    [
      'a length that is no number',
      { ...text, maxLength: {} },
      'a',
      'spec.section: the schema uses maxLength in a way unknown here',
    ],
    [
      'a required that is no list',
      { type: 'object', required: true },
      {},
      'spec.section: the schema uses required in a way unknown here',
    ],
    [
      'a nullable that is no boolean',
      { ...text, nullable: 'yes' },
      'a',
      'spec.section: the schema uses nullable in a way unknown here',
    ],
    ...[
      'allOf',
      'anyOf',
      'not',
      'x-kubernetes-validations',
      'multipleOf',
      'uniqueItems',
      'x-new-keyword',
      '__proto__',
    ].map((keyword): [string, unknown, unknown, string] => [
      keyword,
      JSON.parse(`{"type":"string","${keyword}":[]}`),
      'a',
      `spec.section: the schema uses ${keyword} in a way unknown here`,
    ]),
    [
      'a format with rules of its own',
      { ...text, format: 'date-time' },
      'a',
      'spec.section: the schema uses format in a way unknown here',
    ],
    [
      'a set',
      { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      ['a'],
      'spec.section: the schema uses x-kubernetes-list-type in a way unknown here',
    ],
    [
      'a doubtful branch',
      { ...text, oneOf: [{ not: {} }, { enum: ['a'] }] },
      'a',
      'spec.section: the schema uses not in a way unknown here',
    ],
    [
      'a schema without end',
      deep(60),
      JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`),
      `${['spec.section', ...Array(49).fill('a')].join('.')}: the schema is nested too deeply`,
    ],
    ['a number beyond 2^53', number, 2 ** 60, 'spec.section: the number is too large to be judged'],
    [
      'a null in a list',
      { type: 'array', items: text },
      ['a', null],
      'servers do not agree on a null inside a list of a merge patch',
    ],
    [
      'a null in an item',
      { type: 'array', items: { type: 'object' } },
      [{ a: null }],
      'servers do not agree on a null inside a list of a merge patch',
    ],
  ])('%s', (_, section, value, because) => {
    expect(
      judgePatch(readSchema(sectionOf(section as object)), { spec: {} }, { spec: { section: value } }),
    ).toEqual({
      is: 'unknown',
      because,
    });
  });

  test.each(['a', null, [], 1])('a patch that is %j', (patch) => {
    expect(judgePatch(schemaOf(sectionOf(text)), {}, patch)).toEqual({
      is: 'unknown',
      because: 'a merge patch must be an object',
    });
  });

  test.each(['apiVersion', 'kind', 'metadata', 'status'])('a patch of %s', (key) => {
    expect(judgePatch(schemaOf(sectionOf(text)), {}, { [key]: {} })).toEqual({
      is: 'unknown',
      because: `the schema does not tell what becomes of ${key}`,
    });
  });

  test('an object that another schema made', () => {
    const object = { spec: { stray: 1, old: 2 } };
    const because = 'the object holds spec.stray, spec.old, which the schema does not know';

    expect(judgePatch(schemaOf(sectionOf(text)), object, { spec: { section: 'a' } })).toEqual({
      is: 'unknown',
      because,
    });
  });

  test('an object that breaks its schema elsewhere', () => {
    const section = { type: 'object', properties: { a: number, b: text } };
    const because = 'the object breaks its schema already: spec.section.a must be a whole number, not text';

    expect(judged(section, { b: 'y' }, { a: 'old' })).toEqual({ is: 'unknown', because });
    expect(judged(section, { b: 1 }, { a: 'old' }).is).toBe('rejected');
  });

  test('a doubt about a value that is not touched, but not about one that is absent', () => {
    const section = { type: 'object', properties: { a: { ...text, format: 'date' }, b: text } };

    expect(judged(section, { b: 'y' }, { a: 'x' }).is).toBe('unknown');
    expect(judged(section, { b: 'y' }, {}).is).toBe('accepted');
  });

  test('a version without a schema', () => {
    expect(judgePatch(readSchema(undefined), {}, { spec: {} })).toEqual({
      is: 'unknown',
      because: 'a schema is no object',
    });
  });

  test('any JSON at all as a schema is read without a mishap', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'pattern',
      'enum',
      'oneOf',
      'required',
      'default',
      'minimum',
      '$ref',
      'additionalProperties',
      'nullable',
      'spec',
    );
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constantFrom('object', 'array', 'string', 'integer'),
        fc.dictionary(keyword, tie('node')),
      ),
    }));
    fc.assert(
      fc.property(node, anyPatch, (raw, patch) => {
        const judgement = judgePatch(readSchema(raw), {}, patch);
        if (judgement.is === 'accepted') expect(judgement.changed.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe.each(meshConfigSchemas)('MeshConfig of $release, $version', ({ release, version, schema }) => {
  const complete = valueFor(schema).map((object) => ({
    kind: 'MeshConfig',
    metadata: {},
    ...recordAt(object),
  }));

  test.each(leavesOf(schema).map((leaf) => [pathOf(leaf.keys), leaf.schema] as const))(
    '%s: exactly what was meant is stored, and the undo brings it back',
    (path, leaf) => {
      fc.assert(
        fc.property(complete, valueFor(leaf), (object, value) => {
          const patch = patchFor(path, value);
          const judgement = judgePatch(schema, object, patch);
          if (judgement.is === 'noChange')
            return expect(sameJson(mergePatch(object, patch), object)).toBe(true);
          expect(judgement.is).toBe('accepted');
          if (judgement.is !== 'accepted') return;
          const paths = judgement.changed.map((change) => change.path);
          if (leaf.is === 'readable' && leaf.type !== 'object') expect(paths).toEqual([path]);
          else expect(paths.every((changed) => changed.startsWith(path))).toBe(true);
          const undone = judgePatch(schema, judgement.result, undoPatch(object, patch));
          expect(undone.is === 'accepted' && sameJson(undone.result, object)).toBe(true);
        }),
        { numRuns: 30 },
      );
    },
  );

  test.each(leavesOf(schema).map((leaf) => [pathOf(leaf.keys), leaf.schema] as const))(
    '%s: in an empty object it is stored alone, or refused for want of its siblings',
    (path, leaf) => {
      fc.assert(
        fc.property(valueFor(leaf), (value) => {
          const patch = patchFor(path, value);
          const judgement = judgePatch(schema, { spec: {} }, patch);
          if (judgement.is === 'rejected') {
            return expect(judgement.problems.every(({ says }) => says === 'is required')).toBe(true);
          }
          expect(judgement).toMatchObject({ is: 'accepted' });
          const undo = undoPatch({ spec: {} }, patch) ?? {};
          expect(mergePatch(judgement.is === 'accepted' ? judgement.result : {}, undo)).toEqual({ spec: {} });
        }),
        { numRuns: 10 },
      );
    },
  );

  test('is judged as the simulator judges it', () => {
    const raw = recordAt(rawSchema(meshConfigDefinition(release), version));
    const change = fc.tuple(
      fc.constantFrom(...leavesOf(schema).map(({ keys }) => pathOf(keys))),
      fc.jsonValue({ maxDepth: 1 }),
    );
    fc.assert(
      fc.property(complete, change, (object, [path, value]) => {
        const changed = mergePatch(object, patchFor(path, value)) as {
          kind: string;
          metadata: { name: string };
        };
        const causes = schemaCauses({ apiVersion: 'v1', ...changed }, raw, '1.31');
        const isTooLarge = typeof value === 'number' && !Number.isSafeInteger(value);
        const problems = findingsIn(changed, schema).filter(({ is }) => is === 'problem');
        if (!isTooLarge) expect(problems.length > 0).toBe(causes.length > 0);
      }),
      { numRuns: 1000 },
    );
  });
});
