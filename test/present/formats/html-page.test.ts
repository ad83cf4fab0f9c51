import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../../src/model/report.ts';
import type { ReportDocument } from '../../../src/present/formats/document.ts';
import { renderHtml } from '../../../src/present/formats/html.ts';
import { faintTexts } from '../../playground/faint-texts.ts';
import { browserProgram, launchBrowser } from '../../playground/open-page.ts';
import { documentOf, findings, mixedFleet, reports, withOutcome } from './documents.ts';
import { everyHostilePlace } from './hostile-report.ts';

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly scripts?: boolean;
}

const program = browserProgram();
const describeHere = program === undefined ? describe.skip : describe;

describeHere('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-html-'));
  const complaints: string[] = [];
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser(program ?? '');
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    // The page asked for nothing, broke no rule of its own policy and threw nothing.
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(document: ReportDocument, look: Look = {}): Promise<Page> {
    if (browser === undefined) throw new Error('The browser did not start.');
    const { width = 1_280, colorScheme = 'light', scripts = true } = look;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: scripts,
      ...(scripts ? { permissions: ['clipboard-read', 'clipboard-write'] } : {}),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const file = join(folder, 'report.html');
    writeFileSync(file, renderHtml(document));
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && !request.url().startsWith(address))
        complaints.push(request.url());
    });
    await page.goto(address);
    return page;
  }

  const half = () => documentOf(reports['half-configured']?.() as Report);
  const seen = (page: Page) => page.locator('#shown').textContent();

  test.each([
    [1_280, 'light'],
    [1_280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('%i wide, %s: nothing is faint, nothing is cut off', async (width, colorScheme) => {
    for (const document of [half(), documentOf(reports['without pods']?.() as Report), mixedFleet()]) {
      const page = await opened(document, { width, colorScheme });
      await page.locator('#unfold').click();

      expect(await page.evaluate(faintTexts.replace('#page *', 'body *'))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  test('the toggle turns light to dark and back', async () => {
    const page = await opened(half());
    const scheme = () => page.evaluate('getComputedStyle(document.documentElement).colorScheme');
    await page.locator('#theme').click();
    expect(await scheme()).toBe('dark');
    await page.locator('#theme').click();
    expect(await scheme()).toBe('light');
  });

  test('filters by severity, area, outcome and words, and says how much is left', async () => {
    const inventory = { kind: 'Namespace', name: 'inventory' };
    const found = [
      ...findings(1, { severity: 'critical' }),
      ...findings(2, { severity: 'warning', on: inventory, says: 'It lacks the label.' }),
    ];
    const page = await opened(documentOf(withOutcome({ is: 'failed', findings: found })));
    const all = await seen(page);
    await page.locator('.chip.critical').click();
    expect(await seen(page)).toBe('1 finding, 1 check');
    expect(await page.locator('.finding:visible').count()).toBe(1);

    await page.locator('#area').selectOption('admission');
    expect(await page.locator('#nothing').isVisible()).toBe(true);

    await page.locator('#reset').click();
    expect(await seen(page)).toBe(all);

    await page.locator('#words').fill('INVENTORY label');
    expect(await seen(page)).toBe('2 findings, 0 checks');
    await page.locator('#words').fill('');
    await page.locator('#outcome').selectOption('notApplicable');
    expect(await page.locator('.finding:visible').count()).toBe(0);
    expect(await page.locator('.check:visible .badge').first().textContent()).toBe('not applicable');
  });

  test('a filter unfolds what it finds, and folds it again', async () => {
    const page = await opened(documentOf(withOutcome({ is: 'failed', findings: findings(40) })));
    const last = page.locator('.finding', { hasText: 'shop/app-39' });
    expect(await last.isVisible()).toBe(false);

    await page.locator('#words').fill('app-39');
    expect(await last.isVisible()).toBe(true);

    await page.locator('#reset').click();
    expect(await last.isVisible()).toBe(false);
  });

  test('a button copies its command just as it is', async () => {
    const page = await opened(documentOf(withOutcome({ is: 'failed', findings: findings(1) })));
    const block = page.locator('.finding', { hasText: 'shop/app-0' }).locator('.command').first();
    await block.locator('.copy').click();
    await page.getByText('Copied').waitFor();

    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'kubectl rollout restart deployment app-0 -n shop',
    );
  });

  test('a blind check is a click away from what it is', async () => {
    const page = await opened(documentOf(reports['without pods']?.() as Report));
    const line = page.locator('.check', { hasText: 'OSM5006' });
    expect(await line.isVisible()).toBe(false);
    await page.locator('.panel .turn').first().click();
    await page.locator('.panel a', { hasText: 'OSM5006' }).click();
    expect(await line.isVisible()).toBe(true);
  });

  test('without scripts all can be read, and no control is there that would do nothing', async () => {
    const page = await opened(half(), { scripts: false });

    expect(await page.locator('.finding').first().isVisible()).toBe(true);
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
    await page.locator('.area summary').first().click();
    expect(await page.locator('.check').first().isVisible()).toBe(true);
  });

  test.each([true, false])(
    'on paper everything is unfolded, and light (with scripts: %s)',
    async (scripts) => {
      const page = await opened(half(), { scripts, colorScheme: 'dark' });
      if (scripts) await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.emulateMedia({ media: 'print' });
      const paper = await page.pdf({ format: 'A4' });

      expect(paper.byteLength).toBeGreaterThan(20_000);
      expect(await page.locator('.check').last().isVisible()).toBe(true);
      expect(await page.locator('.undo .command').first().isVisible()).toBe(true);
      expect(await page.locator('.tools, .copy, #theme').locator('visible=true').count()).toBe(0);
    },
  );

  test('no text of a cluster runs, loads or leads anywhere', async () => {
    for (const report of everyHostilePlace().filter((_, place) => place % 9 === 0)) {
      const page = await opened(documentOf(report));
      await page.locator('#unfold').click();

      expect(await page.evaluate('window.pwned')).toBe(undefined);
      expect(await page.locator('img, iframe, [onerror], [onmouseover], a[href^="javascript"]').count()).toBe(
        0,
      );
      await page.context().close();
    }
  });
});
