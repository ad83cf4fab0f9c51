import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { outputs } = JSON.parse(readFileSync(`${root}dist/functions/meta.json`, 'utf8')) as Metafile;

/** Every file that importing an output loads at once: what it imports lazily is not among them. */
function loadedWith(output: string, seen = new Set<string>()): Set<string> {
  if (seen.has(output)) return seen;
  seen.add(output);
  for (const { path, kind, external } of outputs[output]?.imports ?? []) {
    if (kind === 'import-statement' && !external) loadedWith(path, seen);
  }
  return seen;
}

/** The packages whose code is loaded with an output. */
function packagesIn(output: string): string[] {
  const sources = [...loadedWith(output)].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  const names = sources.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

const doors = ['slack', 'alerts', 'health', 'status', 'digest', 'jobs', 'poison', 'start'];

describe('the bundle', () => {
  test('has an entry for each trigger and the start, and everything else in chunks', () => {
    const entries = Object.keys(outputs).filter((path) => /^dist\/functions\/[^/]+\.js$/.test(path));

    expect(entries.map((path) => path.slice('dist/functions/'.length, -3)).sort()).toEqual([...doors].sort());
  });

  // The worker imports every entry at start: for what one of them loads, all wait.
  test.each(doors)('%s loads no package but that of Azure Functions, with what that needs', (door) => {
    expect(packagesIn(`dist/functions/${door}.js`)).toEqual([
      '@azure/functions',
      '@azure/functions-extensions-base',
      'cookie',
    ]);
  });

  test('what Slack is answered with brings Bolt and its client, and nothing that reads clusters or speaks to Azure', () => {
    const imports = outputs['dist/functions/slack.js']?.imports ?? [];
    const lazy = imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path);

    expect(lazy).toEqual([expect.stringMatching(/chunks\/slack-door-\w+\.js$/)]);
    expect(lazy.flatMap(packagesIn)).toEqual([
      '@slack/bolt',
      '@slack/logger',
      '@slack/types',
      '@slack/web-api',
      'eventemitter3',
      'p-finally',
      'p-queue',
      'p-retry',
      'p-timeout',
      'retry',
      'tsscmp',
    ]);
  });

  const sources = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const carries = (name: string) => sources.some((path) => path.includes(`node_modules/${name}/`));

  test.each([
    '@azure/identity',
    '@azure/arm-containerservice',
    '@azure/data-tables',
    '@azure/storage-queue',
    '@slack/web-api',
  ])('carries %s, which a job loads: so the rule above says something', (name) => {
    expect(carries(name)).toBe(true);
  });

  test.each([
    ['@kubernetes/client-node', 'kubeconfigs are for the terminal'],
    ['express', 'the host is our server'],
    ['@slack/socket-mode', 'Slack comes by HTTP'],
    ['@slack/oauth', 'the app is installed in one workspace'],
  ])('leaves out %s: %s', (name) => {
    expect(carries(name)).toBe(false);
  });
});
