import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { buildPage } from '../../scripts/build-page.ts';
import { findChromium } from '../../scripts/preview/find-chromium.ts';
import type { PageState } from '../../sim/playground/api.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** A page that is open, and what it should never have done. */
interface Open {
  readonly page: Page;
  readonly server: FakeServer;
  readonly complaints: string[];
}

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens the page with a state, over a server of its own. */
type Opener = (state: PageState, look?: Look) => Promise<Open>;

/**
 * Tests in a browser. After each the page must have complained of nothing and asked for nothing outside. Where there is
 * no browser they stand aside, and say so.
 */
export function describePage(name: string, tests: (opened: Opener) => void): void {
  const program = browserProgram();
  const describeHere = program === undefined ? describe.skip : describe;
  let folder = '';
  const open: Open[] = [];
  let browser: Browser | undefined;
  describeHere(program === undefined ? `${name} (skipped: no Chromium was found)` : name, () => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'osm-doctor-page-'));
      await buildPage(folder);
      browser = await launchBrowser(program ?? '');
    });
    afterEach(async () => {
      const all = open.splice(0);
      for (const { page, server } of all) {
        await page.context().close();
        await server.close();
      }
      expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    tests(async (state, look) => {
      if (browser === undefined) throw new Error('The browser did not start.');
      const one = await openPage(browser, folder, state, look);
      open.push(one);
      return one;
    });
  });
}

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A browser without a window. */
export function launchBrowser(program: string): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: browserArguments });
}

/** The browser's program; undefined, and said, where there is none. */
export function browserProgram(): string | undefined {
  try {
    return findChromium(process.env);
  } catch (error) {
    process.stderr.write(`The page's tests stand aside. ${error instanceof Error ? error.message : ''}\n`);
    return undefined;
  }
}

async function openPage(browser: Browser, folder: string, state: PageState, look: Look = {}): Promise<Open> {
  const server = await startFakeServer(folder, state);
  return { server, ...(await openAddress(browser, server.url, look)) };
}

/**
 * Opens an address and waits for the message box. Complaints are what the console was told of, and every request to
 * anything but the server of that address.
 */
export async function openAddress(
  browser: Browser,
  address: string,
  { width = 1_280, height = 800, colorScheme = 'light' }: Look = {},
): Promise<Omit<Open, 'server'>> {
  const { origin } = new URL(address);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:') complaints.push(request.url());
  });
  await page.goto(address);
  await box(page).waitFor();
  return { page, complaints };
}

/** The message box of #ops. */
export function box(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Message #ops' });
}

/** The messages of #ops. */
export function messages(page: Page): Locator {
  return page.getByRole('region', { name: 'Messages in #ops' });
}

/** What has the focus. */
export function focused(page: Page): Locator {
  return page.locator(':focus');
}

/** Waits until the page has asked for so many things. */
export async function asked(server: FakeServer, count: number): Promise<void> {
  while (server.asked.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The browser itself notes answers such as 400 in its console; anything else stays a complaint. */
export function expectRefusals(complaints: string[], count?: number): void {
  const noted = complaints.splice(0);
  expect(noted.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  if (count !== undefined) expect(noted.length).toBe(count);
}
