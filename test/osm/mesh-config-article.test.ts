import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isRecord } from '../../sim/kubernetes/record.ts';
import { type ArticleRow, printedCommand } from '../../src/osm/mesh-config/article.ts';
import { articleRows, articleRowsOf } from '../../src/osm/mesh-config/article-rows.ts';
import { judgeValue, meshConfigKeys } from '../../src/osm/mesh-config/index.ts';
import type { KeyType } from '../../src/osm/mesh-config/key.ts';

interface PrintedRow {
  readonly path: string;
  readonly pathAsPrinted?: string;
  readonly correctedPath?: string;
  readonly default: unknown;
  readonly example: unknown;
}

interface Exchange {
  readonly note?: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly response: { readonly status: number; readonly body: unknown };
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;
}

const printed = json<PrintedRow[]>('./article-meshconfig-keys.json');
const pairs = articleRows.map((row, index) => [row.path, row, printed[index]] as const);

function isOfType(type: KeyType | undefined, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'integers':
      return Array.isArray(value) && value.every(Number.isInteger);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return typeof value === type;
  }
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, step) => (isRecord(part) ? part[step] : undefined), value);
}

describe("the article's 26 rows", () => {
  test('are all there, in order', () => {
    expect(articleRows.map(({ path }) => path)).toEqual(printed.map(({ path }) => path));
    expect(articleRows).toHaveLength(26);
  });

  test.each(pairs)('%s is taken down as printed', (_, row, source) => {
    expect(row.printedPath).toBe(source?.pathAsPrinted);
    expect(row.meant).toBe(source?.correctedPath);
    expect(JSON.parse(row.default)).toEqual(source?.default);
    expect(JSON.parse(row.patch)).toEqual(source?.example);
  });

  test('have the verdicts of the catalogue', () => {
    const counts = new Map<string, number>();
    for (const { verdict } of articleRows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);

    expect(Object.fromEntries(counts)).toEqual({
      fine: 13,
      wrongType: 8,
      droppedSilently: 2,
      harmful: 2,
      syntax: 1,
    });
  });

  test.each(pairs)('%s is a key of the table or says why not', (path, row) => {
    const key = meshConfigKeys.find((candidate) => candidate.path === (row.meant ?? path));

    expect(key).toBeDefined();
    if (row.verdict !== 'fine')
      expect([row.says, row.errata]).toEqual([expect.any(String), expect.any(Array)]);
    if (row.says !== undefined) expect(row.says).toMatch(/\.$/);
    for (const id of row.errata) expect(id).toMatch(/^E[012]\d$/);
  });

  test('have a corrected patch, but for the key that is gone', () => {
    const without = articleRows.filter(({ corrected }) => corrected === undefined);

    expect(without.map(({ path }) => path)).toEqual(['spec.traffic.useHTTPSIngress']);
  });

  test.each(pairs)('%s: the corrected value is one that OSM can use', (path, { meant = path, corrected }) => {
    const key = meshConfigKeys.find((candidate) => candidate.path === meant);
    const value = at(corrected, meant);

    expect(key && judgeValue(key, value, { major: 1, minor: 2, patch: 4 })).toEqual([]);
    if (value !== undefined && value !== null) expect(isOfType(key?.type, value)).toBe(true);
  });

  test('are found by key, by printed path and by the path that is meant', () => {
    const paths = (rows: readonly ArticleRow[]) => rows.map(({ path }) => path);

    expect(paths(articleRowsOf('spec.observability.osmLogLevel'))).toEqual([
      'spec.observability.tracing.osmLogLevel',
    ]);
    expect(paths(articleRowsOf('spec.traffic.出站端口排除列表'))).toEqual([
      'spec.traffic.outboundPortExclusionList',
    ]);
    expect(articleRowsOf('spec.sidecar.resources.limits')).toEqual([]);
  });
});

describe('printed commands', () => {
  test('leave a quote open in one row alone', () => {
    const open = articleRows.filter((row) => printedCommand(row).split("'").length % 2 === 0);

    expect(open.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['spec.observability.tracing.endpoint', 'syntax'],
    ]);
  });

  test('read as in the article', () => {
    expect(articleRows.slice(0, 1).map(printedCommand)).toEqual([
      `kubectl patch meshconfig osm-mesh-config -n kube-system -p '{"spec":{"traffic":{"enableEgress":true}}}' --type=merge`,
    ]);
  });
});

describe.each([
  ['k8s-1.31-osm-1.2.4.json', 'v1.2.4'],
  ['k8s-1.21-osm-0.11.1.json', 'v0.11.1'],
])('the verdicts against the recorded server %s', (file, release) => {
  const exchanges = json<Exchange[]>(`../recordings/${file}`).filter(
    ({ note = '', request }) => request.method === 'PATCH' && note.startsWith('article example for '),
  );

  test('has answers to all rows', () => {
    expect(exchanges.length).toBeGreaterThanOrEqual(26);
  });

  test.each(pairs)('%s', (path, row) => {
    const answers = exchanges.filter(
      ({ note, request }) => note === `article example for ${path}` && !request.path.includes('Strict'),
    );
    const sent = at(JSON.parse(row.patch), path);
    const keptHere = row.verdict !== 'droppedSilently' || (release === 'v0.11.1' && row.meant === undefined);

    expect(answers.length).toBeGreaterThan(0);
    for (const { response } of answers) {
      expect(response.status).toBe(row.verdict === 'wrongType' ? 422 : 200);
      if (response.status === 200) expect(at(response.body, path)).toEqual(keptHere ? sent : undefined);
    }
  });
});
