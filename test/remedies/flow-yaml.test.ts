import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { flowYaml } from '../../src/remedies/flow-yaml.ts';

const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.integer(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => key !== '__proto__'),
      tie('tree'),
      {
        maxKeys: 4,
      },
    ),
  ),
}));

describe('flowYaml', () => {
  test.each(['1.1', '1.2'] as const)(
    'means the same to a reader of YAML %s, without a double quote of its own',
    (version) => {
      fc.assert(
        fc.property(tree, (value) => {
          const text = flowYaml(value);
          if (text === undefined) return;
          expect(parse(text, { version })).toEqual(value);
          expect(text.includes('"')).toBe(JSON.stringify(value).includes('\\"'));
        }),
      );
    },
  );

  test.each(['a\nb', 'a\tb', '\u0000', '\u2028', '\ufeff'])('%j cannot be written', (text) => {
    expect(flowYaml({ key: text })).toBeUndefined();
  });
});
