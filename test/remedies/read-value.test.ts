import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathOf } from '../../src/remedies/field-path.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';
import { readValue } from '../../src/remedies/read-value.ts';
import { leavesOf } from '../../src/remedies/schema.ts';
import { meshConfigSchemas, schemaOf } from './schemas.ts';
import { valueFor } from './values.ts';

const boolean = { type: 'boolean' };
const port = { type: 'integer', minimum: 1, maximum: 65535 };
const ports = { type: 'array', items: port };
const texts = { type: 'array', items: { type: 'string' } };
const level = { type: 'string', enum: ['trace', 'debug', false] };
const cidrs = { type: 'array', items: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+\.\d+/\d+$` } };

describe('readValue, with read-scalar and read-list-text behind it', () => {
  test.each<[string, object, string, unknown]>([
    ['true', boolean, 'true', true],
    ['false', boolean, ' false ', false],
    ['a whole number', port, '50', 50],
    ['a number below zero', { type: 'integer' }, '-5', -5],
    ['a number', { type: 'number' }, '0.5', 0.5],
    ['a number of many digits', { type: 'number' }, '-12.25', -12.25],
    ['a number without a point', { type: 'number' }, '12', 12],
    ['a number with an exponent', { type: 'number' }, '1e3', 1000],
    ['a number with a small exponent', { type: 'number' }, '1.5E-10', 1.5e-10],
    ['text as it is', { type: 'string' }, ' a,b ', ' a,b '],
    ['no text', { type: 'string' }, '', ''],
    ['a text that cannot be judged in full', { type: 'string', format: 'date' }, 'a', 'a'],
    ['a value of an enum', level, 'debug', 'debug'],
    ['a number for int-or-string', { 'x-kubernetes-int-or-string': true }, '80', 80],
    ['text for int-or-string', { 'x-kubernetes-int-or-string': true }, '10%', '10%'],
    ['a list', ports, '80, 443', [80, 443]],
    ['a list of one', texts, 'eth0', ['eth0']],
    ['a JSON list', texts, '["+a","b,c"]', ['+a', 'b,c']],
    ['an empty list', ports, '[]', []],
    ['a JSON list between blanks', ports, ' [80] ', [80]],
    [
      'a list of items that cannot be judged in full',
      { type: 'array', items: { type: 'string', format: 'date' } },
      'a',
      ['a'],
    ],
    ['an object', { type: 'object', additionalProperties: true }, '{"cpu":"100m"}', { cpu: '100m' }],
    [
      'part of an object',
      { type: 'object', properties: { a: boolean }, required: ['b'] },
      '{"a":true}',
      { a: true },
    ],
    ['anything as JSON', { 'x-kubernetes-preserve-unknown-fields': true }, '[1]', [1]],
    ['anything as text', { 'x-kubernetes-preserve-unknown-fields': true }, 'a b', 'a b'],
  ])('reads %s', (_, schema, text, value) => {
    expect(readValue(schemaOf(schema), text)).toEqual({ is: 'value', value });
  });

  test.each<[object, string, unknown, unknown]>([
    [ports, '+6379', [80], [80, 6379]],
    [ports, '+6379', undefined, [6379]],
    [ports, '-80', [80, 443], [443]],
    [ports, '-80', [80], []],
    [ports, '+6379,+8080', [80], [80, 6379, 8080]],
    [ports, '+6379, -80', [80, 443], [443, 6379]],
    [cidrs, '+10.0.0.0/8', [], ['10.0.0.0/8']],
    [texts, '-eth0', ['eth0', 'eth1'], ['eth1']],
    [texts, '+ eth1', ['eth0'], ['eth0', 'eth1']],
    [{ type: 'array', items: { type: 'string', format: 'date' } }, '+a', [], ['a']],
    [{ type: 'array', items: { type: 'integer' } }, '--5', [-5], []],
  ])('%j: %s on %j is %j', (schema, text, current, value) => {
    expect(readValue(schemaOf(schema), text, { current })).toEqual({ is: 'value', value });
  });

  test.each<[object, string, unknown, string]>([
    [boolean, 'yes', undefined, 'Expected true or false, not "yes": for example true.'],
    [boolean, '"true"', undefined, String.raw`Expected true or false, not "\"true\"": for example true.`],
    [boolean, 'constructor', undefined, 'Expected true or false, not "constructor": for example true.'],
    [port, 'error', undefined, 'Expected a whole number from 1 to 65535, not "error": for example 8080.'],
    [port, '1.5', undefined, 'Expected a whole number from 1 to 65535, not "1.5": for example 8080.'],
    [port, '0x10', undefined, 'Expected a whole number from 1 to 65535, not "0x10": for example 8080.'],
    [port, '+5', undefined, 'Expected a whole number from 1 to 65535, not "+5": for example 8080.'],
    [port, '1e3', undefined, 'Expected a whole number from 1 to 65535, not "1e3": for example 8080.'],
    [{ type: 'number' }, '0x10', undefined, 'Expected a number, not "0x10": for example 8080.'],
    [{ type: 'number' }, '+0.5', undefined, 'Expected a number, not "+0.5": for example 8080.'],
    [port, '70000', undefined, 'Expected a whole number from 1 to 65535, not "70000": for example 8080.'],
    [port, '', undefined, 'Expected a whole number from 1 to 65535, not "": for example 8080.'],
    [
      { type: 'integer' },
      '9007199254740993',
      undefined,
      'Expected a whole number, not "9007199254740993": for example 8080.',
    ],
    [
      { type: 'integer', minimum: 0 },
      '-1',
      undefined,
      'Expected a whole number of at least 0, not "-1": for example 8080.',
    ],
    [level, 'off', undefined, 'Expected one of trace, debug, not "off": for example trace.'],
    [
      { type: 'string', minLength: 2 },
      'a',
      undefined,
      'Expected text of at least 2 characters, not "a": for example text.',
    ],
    [
      ports,
      '80,x',
      undefined,
      'Expected a list, each item a whole number from 1 to 65535, not "80,x": for example 8080.',
    ],
    [
      ports,
      '+0',
      [80],
      'Expected a list, each item a whole number from 1 to 65535, not "+0": for example 8080.',
    ],
    [
      ports,
      '["80"]',
      [80],
      String.raw`Expected a list, each item a whole number from 1 to 65535, not "[\"80\"]": for example 8080.`,
    ],
    [
      cidrs,
      '10.0.0.0',
      [],
      String.raw`Expected a list, each item text that matches ^\d+\.\d+\.\d+\.\d+/\d+$, not "10.0.0.0": for example 10.0.0.0/8.`,
    ],
    [
      { ...texts, minItems: 1 },
      '[]',
      ['a'],
      'Expected a list of at least 1 item, each item text, not "[]": for example text.',
    ],
    [{ type: 'string', pattern: '^zzz$' }, 'a', undefined, 'Expected text that matches ^zzz$, not "a".'],
    [ports, '', [80], 'Nothing was given: write [] to empty the list.'],
    [ports, ' ', [80], 'Nothing was given: write [] to empty the list.'],
    [ports, '+', [80], 'There is nothing behind +: write +ITEM, or [] to empty the list.'],
    [
      ports,
      '-x',
      [80],
      'Expected a list, each item a whole number from 1 to 65535, not "-x": for example 8080.',
    ],
    [ports, '-', [80], 'There is nothing behind -: write -ITEM, or [] to empty the list.'],
    [ports, '80,,443', [], 'There is a comma with nothing before or behind it.'],
    [ports, '80,80', [], '80 is named twice.'],
    [ports, '[80,80]', [], '80 is named twice.'],
    [ports, '+80,-80', [], '80 is named twice.'],
    [ports, '+80', [80, 443], '80 is already in the list: it holds 80, 443.'],
    [ports, '-80', [443], '80 is not in the list: it holds 443.'],
    [ports, '-80', undefined, '80 is not in the list: it is empty.'],
    [
      ports,
      '+80,443',
      [],
      'Write + or - before every item, to change the list, or before none, to replace it.',
    ],
    [ports, '+80', 'all', 'The current value is no list, so nothing can be added or taken away.'],
    [
      { type: 'array', items: { type: 'object' } },
      'a',
      [],
      'Expected a list, each item an object, not "a": for example [].',
    ],
    [
      { type: 'array', items: { type: 'object' } },
      '{"a":1}',
      [],
      String.raw`Expected a list, each item an object, not "{\"a\":1}": for example [].`,
    ],
    [
      { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      '+[1]',
      [],
      'Expected a list, each item a list, each item a whole number, not "+[1]": for example [].',
    ],
    [
      { type: 'array', items: { 'x-kubernetes-preserve-unknown-fields': true } },
      'a',
      [],
      'Expected a list, each item any value, not "a": for example [].',
    ],
    [{ type: 'array', items: { $ref: '#/x' } }, 'a', [], 'Expected a list, not "a": for example [].'],
    [
      { type: 'object', properties: { on: boolean } },
      'on',
      {},
      'Expected an object, not "on": for example {"on":true}.',
    ],
    [
      { type: 'object', properties: { on: boolean } },
      '[]',
      {},
      'Expected an object, not "[]": for example {"on":true}.',
    ],
  ])('%j: %s on %j is wrong', (schema, text, current, says) => {
    expect(readValue(schemaOf(schema), text, { current })).toEqual({ is: 'wrong', says });
  });

  test('shows the example that it is given, where the schema lets it through', () => {
    const says = (example: string) => readValue(schemaOf(port), 'x', { example });

    expect(says('15128')).toEqual({ is: 'wrong', says: expect.stringContaining('for example 15128.') });
    expect(says('99999')).toEqual({ is: 'wrong', says: expect.stringContaining('for example 8080.') });
  });

  test('reads nothing where the type is unknown', () => {
    expect(readValue(readSchema({ $ref: 'x' }), 'true')).toEqual({
      is: 'wrong',
      says: 'A value cannot be read here: the schema uses $ref.',
    });
  });
});

/** A value as a person types it. */
function typed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

describe.each(meshConfigSchemas)('keys of $release, $version', ({ schema }) => {
  test.each(leavesOf(schema).map((leaf) => [pathOf(leaf.keys), leaf.schema] as const))(
    '%s: what is typed is read back',
    (_, leaf) => {
      fc.assert(
        fc.property(valueFor(leaf), (value) => {
          expect(readValue(leaf, typed(value))).toEqual({ is: 'value', value });
        }),
      );
      const plainItem = /^[^,+[\s-][^,]*$/;
      fc.assert(
        fc.property(valueFor(leaf), (value) => {
          if (
            !Array.isArray(value) ||
            value.length === 0 ||
            !value.every((item) => plainItem.test(typed(item).trim()) && typed(item) === typed(item).trim())
          )
            return;
          expect(readValue(leaf, value.map(typed).join(','))).toEqual({ is: 'value', value });
          const [last] = value.slice(-1);
          const rest = value.slice(0, -1);
          expect(readValue(leaf, `+${typed(last)}`, { current: rest })).toEqual({ is: 'value', value });
          expect(readValue(leaf, `-${typed(last)}`, { current: value })).toEqual({
            is: 'value',
            value: rest,
          });
        }),
      );
    },
  );
});
