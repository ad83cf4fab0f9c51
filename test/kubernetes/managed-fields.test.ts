import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutManagedFields } from '../../src/kubernetes/managed-fields.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value with no field of that name, however deep. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== 'managedFields');
  return Object.fromEntries(fields.map(([name, field]) => [name, stripped(field)]));
}

const pod = {
  metadata: {
    name: 'a',
    labels: { '}]': '}]' },
    managedFields: [
      { manager: 'kubectl', fieldsV1: { 'f:spec': { 'k:{"name":"app"}': { '.': {} } } } },
      { manager: 'kubelet', fieldsV1: { 'f:status': {} } },
    ],
  },
  spec: { containers: [{ name: 'app' }] },
};

describe('the record of who set which field', () => {
  test('is cut out of what an API server sends, and nothing else is', () => {
    const text = withoutManagedFields(JSON.stringify(pod));

    expect(text).not.toContain('managedFields');
    expect(JSON.parse(text)).toEqual(stripped(pod));
  });

  test.each([
    ['there is none', '{"metadata":{"name":"a"},"spec":{"list":[{}]}}'],
    ['it is empty', '{"metadata":{"name":"a","managedFields":[]},"spec":{"containers":[{}]}}'],
    ['it is written with spaces', '{"metadata": {"name": "a", "managedFields": [{}]}}'],
    ['a text speaks of it', JSON.stringify({ a: ',"managedFields":[{', b: [{}] })],
    ['it does not end', '{"a":1,"managedFields":[{"b"'],
  ])('where %s, the text stays as it is', (_name, text) => {
    expect(withoutManagedFields(text)).toBe(text);
  });

  test('takes nothing else with it, whatever the object holds: else what is left is no JSON', () => {
    // Not '"' or '\\' alone: V8 13.6 mixes up names that are one escaped character.
    const hostile = fc.constantFrom('managedFields', ',"managedFields":[{', '}]', '"a', '\\a', '}]}', 'a');
    const { field } = fc.letrec((tie) => ({
      field: fc.oneof(
        { maxDepth: 4 },
        hostile,
        fc.integer(),
        fc.array(tie('field'), { maxLength: 3 }),
        tie('record'),
      ),
      record: fc
        .tuple(
          fc.dictionary(hostile, tie('field'), { maxKeys: 3 }),
          fc.array(fc.dictionary(hostile, tie('field'), { maxKeys: 2 }), { maxLength: 3 }),
          fc.dictionary(hostile, tie('field'), { maxKeys: 2 }),
        )
        .map(([before, managedFields, after]) => {
          const { managedFields: _a, ...first } = before as Record<string, unknown>;
          const { managedFields: _b, ...last } = after as Record<string, unknown>;
          return { ...first, managedFields, ...last };
        }),
    }));
    let cut = 0;
    fc.assert(
      fc.property(field, (value) => {
        const whole = JSON.stringify(value);
        const text = withoutManagedFields(whole);
        const left = parsed(text);
        if (text === whole || left === undefined) return;
        cut += 1;
        expect(stripped(left)).toEqual(stripped(JSON.parse(whole)));
      }),
      { numRuns: 2_000 },
    );

    expect(cut).toBeGreaterThan(50);
  });
});
