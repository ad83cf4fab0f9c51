import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { flowYaml, patchYaml } from '../../src/remedies/flow-yaml.ts';

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

describe('texts are quoted where a reader of YAML would take them for something else', () => {
  test.each([
    ['plain', 'plain'],
    ['v1', 'v1'],
    ['truest', 'truest'],
    ['untrue', 'untrue'],
    ['true', "'true'"],
    ['No', "'No'"],
    ['null', "'null'"],
    ['y', "'y'"],
    ['', "''"],
    ['10.0.0.0/8', "'10.0.0.0/8'"],
    ['a b', "'a b'"],
    ['1', "'1'"],
    ["it's", "'it''s'"],
  ])('%j', (text, written) => {
    expect(flowYaml(text)).toBe(written);
  });
});

describe('a patch as kubectl takes it, never beginning with a brace', () => {
  test.each<[object, string | undefined]>([
    [{ spec: { traffic: { enableEgress: false } } }, 'spec: {traffic: {enableEgress: false}}'],
    [{ 'a/b': [1, 'x', null] }, "'a/b': [1, x, null]"],
    [{ a: 1, b: 2 }, '--- {a: 1, b: 2}'],
    [{}, '--- {}'],
    [{ a: 'x\ny' }, undefined],
    [{ 'a\nb': 1 }, undefined],
    [{ a: { 'a\nb': 1 } }, undefined],
    [{ a: 1, b: 'x\ny' }, undefined],
  ])('%j', (patch, written) => {
    expect(patchYaml(patch)).toBe(written);
  });
});
