import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { jobQueue, keptQueue, poisonQueue } from '../../src/model/queues.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { root } from '../package/make-package.ts';
import { readPage } from './page-blocks.ts';

const pages = [
  'docs/install.md',
  'docs/operate.md',
  'docs/security.md',
  'SECURITY.md',
  'CHANGELOG.md',
] as const;

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Cells of the rows of a page whose first cell fits. */
function rowsOf(page: string, first: RegExp): string[][] {
  return read(page)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .filter(([cell = '']) => first.test(cell));
}

describe('pages that people wrote', () => {
  test.each(pages)('%s names only files and folders that exist', (page) => {
    const named = [
      ...read(page).matchAll(/`((?:src|sim|test|docs|scripts|bench|bin|functions|infra)\/[\w./-]*)`/g),
    ];

    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(pages)('%s has no command that a shell cannot read', (page) => {
    const { blocks } = readPage(read(page));
    const wrong = blocks
      .filter(({ is }) => is === 'sh')
      .filter(({ typed }) => spawnSync('bash', ['-n'], { input: typed }).status !== 0);

    expect(wrong).toEqual([]);
  });

  test.each(['docs/operate.md', 'docs/security.md'])('%s uses the variables of install.md', (page) => {
    const set = [...read('docs/install.md').matchAll(/^([a-z_]+)="\$\(azd env get-value/gm)].map(
      ([, name]) => name,
    );
    const used = readPage(read(page)).blocks.flatMap(({ typed }) => [...typed.matchAll(/\$([a-z_]+)/g)]);

    expect(used.map(([, name]) => name).filter((name) => !set.includes(name))).toEqual([]);
  });

  test.each(pages)('%s names only settings, queues and outputs that there are', (page) => {
    const known = `${read('infra/main.parameters.json')}${read('infra/main.bicep')}${Object.keys(settingsTable)}`;
    const names = [...read(page).matchAll(/`((?:OSM|SLACK|AZURE)_[A-Z_]*[A-Z])(?![A-Z_])/g)].map(
      ([, name = '']) => name,
    );
    const queues = [...read(page).matchAll(/`(osm-jobs[a-z-]*)`/g)].map(([, name = '']) => name);

    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(queues.filter((name) => ![jobQueue, poisonQueue, keptQueue].includes(name))).toEqual([]);
  });
});

describe('docs/install.md', () => {
  test('lists what azd may be told, with the values that hold otherwise', () => {
    const { parameters } = JSON.parse(read('infra/main.parameters.json'));
    const { settings: _, ...ours } = parameters as Record<string, { readonly value: unknown }>;
    const asked = Object.values(ours).flatMap(({ value }) => [
      ...String(value).matchAll(/\$\{(\w+)=?([^}]*)\}/g),
    ]);
    const told = rowsOf('docs/install.md', /^`[A-Z]/).map(([names = '', , otherwise = '']) => {
      const values = otherwise.split(', ');
      return [...names.matchAll(/`(\w+)`/g)].map(
        ([, name], index) => [name, values[index] ?? values[0]] as const,
      );
    });
    const words = new Map(told.flat());

    expect([...words.keys()].sort()).toEqual(asked.map(([, name]) => name).sort());
    for (const [, name = '', value = ''] of asked) {
      if (value !== '') expect([name, words.get(name)]).toEqual([name, value]);
    }
  });
});

describe('docs/operate.md', () => {
  const text = read('docs/operate.md');
  const alwaysOn = 2_628_000;
  const [gb, jobSeconds, digests] = [2, 3, 22];
  const sizes = [
    { clusters: 1, wishes: 200 + 2 },
    { clusters: 10, wishes: 400 + 20 },
    { clusters: 100, wishes: 2_000 + 200 },
  ];

  const figures: readonly [string, (clusters: number, wishes: number) => number][] = [
    ['always-ready baseline', () => gb * alwaysOn],
    ['always-ready execution', (_, wishes) => wishes * gb],
    ['on-demand execution', (clusters, wishes) => (wishes + digests * (clusters + 4)) * gb * jobSeconds],
    ['executions', (clusters, wishes) => 2 * wishes + digests * (clusters + 4)],
    ['table and queue requests', (clusters, wishes) => 14 * wishes + digests * (20 + 13 * clusters)],
    [
      'logs of its own',
      (clusters, wishes) => Math.round((10 * wishes + digests * (16 + 6 * clusters)) * 0.002),
    ],
  ];

  test.each(figures)('costs: %s is what its formula gives', (name, formula) => {
    const [[, , ...cells] = []] = rowsOf('docs/operate.md', new RegExp(`^${name}$`));
    const shown = cells.map((cell) => Number(/^[\d,]+/.exec(cell)?.[0].replaceAll(',', '')));

    expect(shown).toEqual(sizes.map(({ clusters, wishes }) => formula(clusters, wishes)));
  });

  test('names the rules about the bot as they are', () => {
    const rules = [...read('infra/app/own-alerts.bicep').matchAll(/^ {4}name: '(osm-doctor-[a-z-]+)'/gm)];

    expect(rules).toHaveLength(3);
    for (const [, name = ''] of rules) expect(text).toContain(`| \`${name}\` |`);
  });
});

describe('docs/security.md', () => {
  test('answers threats, numbered without a gap', () => {
    const numbers = rowsOf('docs/security.md', /^\d+$/);

    expect(numbers.length).toBeGreaterThanOrEqual(15);
    expect(numbers.map(([number]) => Number(number))).toEqual(numbers.map((_, index) => index + 1));
    for (const row of numbers) expect(row).toHaveLength(4);
  });
});
