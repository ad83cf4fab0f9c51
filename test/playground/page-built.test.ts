import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildPage } from '../../scripts/build-page.ts';

describe('what is built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-page-'));
  beforeAll(() => buildPage(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const built = (name: string) => readFileSync(join(folder, name), 'utf8');

  test('names no address that anything could be loaded from', () => {
    const addresses = ['index.html', 'page.js', 'page.css'].flatMap(
      (name) => built(name).match(/https?:\/\/[\w.-]+/g) ?? [],
    );
    // Names of markup languages, and what React says where it fails: neither is ever asked for.
    const harmless = ['http://www.w3.org', 'https://react.dev'];

    expect(addresses.filter((address) => !harmless.includes(address))).toEqual([]);
  });

  test('allows nothing from elsewhere, and no script or style inside the page', () => {
    const [, policy = ''] = /content="(default-src[^"]*)"/.exec(built('index.html')) ?? [];

    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});
