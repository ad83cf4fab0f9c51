import { describe, expect, test } from '@jest/globals';
import { metricsIn } from '../../src/kubernetes/prometheus-text.ts';

const names = new Set(['osm_error_err_code_count', 'osm_proxy_connect_count']);
const read = (text: string) => metricsIn(text, names);
const one = (value: number, labels: object = {}) => [{ name: 'osm_proxy_connect_count', labels, value }];

describe('samples', () => {
  test.each<[string, string, unknown]>([
    ['a number', 'osm_proxy_connect_count 17', one(17)],
    ['a float', 'osm_proxy_connect_count 1.5e+06', one(1_500_000)],
    ['a negative number', 'osm_proxy_connect_count -3', one(-3)],
    ['a time behind it', 'osm_proxy_connect_count 4 1395066363000', one(4)],
    ['tabs and a carriage return', 'osm_proxy_connect_count\t4\r', one(4)],
    ['no labels in braces', 'osm_proxy_connect_count{} 4', one(4)],
    ['a label', 'osm_proxy_connect_count{a="b"} 4', one(4, { a: 'b' })],
    [
      'labels with blanks and a last comma',
      'osm_proxy_connect_count{a = "b" , c="d",} 4',
      one(4, { a: 'b', c: 'd' }),
    ],
    ['a brace in a value', 'osm_proxy_connect_count{a="}"} 4', one(4, { a: '}' })],
    ['escapes', String.raw`osm_proxy_connect_count{a="\"x\\\n"} 4`, one(4, { a: '"x\\\n' })],
    ['no value', 'osm_proxy_connect_count', []],
    ['no number', 'osm_proxy_connect_count many', []],
    ['not a number', 'osm_proxy_connect_count NaN', []],
    ['no end', 'osm_proxy_connect_count +Inf', []],
    ['something behind the time', 'osm_proxy_connect_count 4 5 6', []],
    ['a quote that never ends', 'osm_proxy_connect_count{a="b} 4', []],
    ['another metric', 'osm_proxy_connect_count_total 4', []],
    ['a comment', '# TYPE osm_proxy_connect_count gauge', []],
    ['a line that does not begin with it', ' osm_proxy_connect_count 4', []],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('lines in their order, others passed over', () => {
    const text = 'go_threads 12\nosm_error_err_code_count{err_code="E1"} 2\n\nosm_proxy_connect_count 3\n';

    expect(read(text).map(({ value }) => value)).toEqual([2, 3]);
  });
});

/** Whatever labels and values there are, they come back. */
test('what is written as Prometheus writes it is read as it was', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const letters = ['a', 'E', '0', ' ', '"', '\\', '\n', '{', '}', ',', '=', '#', 'ä', '🙂'];
  const text = () => Array.from({ length: random(9) }, () => letters[random(letters.length)]).join('');
  const escaped = (value: string) =>
    value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  for (let round = 0; round < 500; round += 1) {
    const labels = Object.fromEntries(Array.from({ length: random(4) }, (_, at) => [`l${at}`, text()]));
    const value = random(1_000_000) / 4;
    const inner = Object.entries(labels).map(([name, given]) => `${name}="${escaped(given)}"`);
    const line = `osm_proxy_connect_count{${inner.join(',')}} ${value}`;

    expect(read(`noise 1\n${line}\nnoise 2`)).toEqual(one(value, labels));
  }
});

describe('hostile text', () => {
  test('is read in time that grows with its length alone', () => {
    const lines = [
      `osm_proxy_connect_count{${'a="'.repeat(20_000)}`,
      `osm_proxy_connect_count{${'""'.repeat(20_000)}`,
      `osm_proxy_connect_count ${' '.repeat(50_000)}x x`,
      `osm_proxy_connect_count{a="${'\\'.repeat(50_001)}`,
    ];
    const started = performance.now();
    read(lines.join('\n'));

    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('of endless samples only so many are kept', () => {
    expect(read('osm_proxy_connect_count 1\n'.repeat(50_000))).toHaveLength(1_000);
  });

  test('a label of an odd name harms nobody', () => {
    const [sample] = read('osm_proxy_connect_count{__proto__="x",constructor="y"} 1');

    expect(Object.getPrototypeOf(sample?.labels)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
