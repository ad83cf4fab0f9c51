import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildPage } from '../../scripts/build-page.ts';
import type { RunResult } from '../../sim/playground/api.ts';
import { type RunningPlayground, startPlayground } from '../../sim/playground/playground.ts';
import {
  box,
  browserProgram,
  expectRefusals,
  focused,
  launchBrowser,
  messages,
  openAddress,
} from './open-page.ts';

/*
 * The story of the playground, by a real browser against the real thing. The tests go on where the one before has
 * stopped. STORY_PICTURES names a folder for what the page looked like; `npm run pictures` takes some from there.
 */

const program = browserProgram();
const describeHere = program === undefined ? describe.skip : describe;
/** Of the window, in pixels. */
const height = 680;

describeHere(program === undefined ? 'the story (skipped: no Chromium was found)' : 'the story', () => {
  let browser: Browser;
  let playground: RunningPlayground;
  let page: Page;
  let complaints: string[];
  let folder: string;
  let pictures: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'osm-doctor-story-'));
    pictures = process.env['STORY_PICTURES'] ?? join(folder, 'pictures');
    mkdirSync(pictures, { recursive: true });
    await buildPage(join(folder, 'page'));
    playground = await startPlayground({ page: join(folder, 'page') });
    browser = await launchBrowser(program ?? '');
    ({ page, complaints } = await openAddress(browser, playground.address, { height }));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  test('a command is acknowledged, worked on and answered', async () => {
    // Else the answer may be there before the browser has drawn how far it is.
    await slowDown(page, 'staging', true);
    const seen = await everythingSeen(page);
    await box(page).fill('/osm check staging');
    await box(page).press('Enter');
    await messages(page).getByText('Reading: ').waitFor();
    await slowDown(page, 'staging', false);
    const answer = answers(page, 'staging');
    await answer.waitFor();

    await messages(page).getByText('Only visible to you').waitFor();
    const told = (await seen()).join('\n');
    expect(told).toMatch(/Looking at staging\. The answer comes here/);
    expect(told).toMatch(/Reading: [\w, -]+\./);
    expect(await answer.innerText()).toMatch(/FAILING(.|\n)*OSM4006(.|\n)*OSM5006(.|\n)*OSM5015/);
    await top(answer);
    await keep(page, 'check');
  });

  test('the page itself does not scroll, only its panels do', async () => {
    for (const element of ['documentElement', 'body']) {
      const found = await page.evaluate(
        `(({ scrollHeight, scrollTop }) => [scrollHeight, scrollTop])(document.${element})`,
      );
      expect([element, found]).toEqual([element, [height, 0]]);
    }
    expect(await page.evaluate(`document.getElementById('page').scrollTop`)).toBe(0);
  });

  test('what it suggests is run, and what it found is gone', async () => {
    const failing = /OSM4006|OSM5006|OSM5015/;
    const answer = () => answers(page, 'staging').last();
    for (let round = 1; round <= 5 && failing.test(await answer().innerText()); round += 1) {
      await runSuggested(answer());
      if (round === 1) {
        await top(answer().locator('.rich-text', { hasText: 'ERROR: Pods that should have a sidecar' }));
        await keep(page, 'fix');
      }
      const before = await answers(page, 'staging').count();
      await answer().getByRole('button', { name: 'Check again' }).click();
      await answers(page, 'staging').nth(before).waitFor();
    }

    expect(await answer().innerText()).not.toMatch(failing);
    expect(await answer().innerText()).toMatch(/(\d+) of \1 checks judged/);
    await top(answer());
    await keep(page, 'mended');
  }, 60_000);

  test('the digest comes to its channel', async () => {
    await world(page).getByRole('button', { name: 'Run the digest now' }).click();
    await channel(page, 'digest').click();
    const digest = articles(page, 'digest').filter({ hasText: '7 clusters' });
    await digest.waitFor({ timeout: 30_000 });

    expect(await digest.innerText()).toMatch(/broken(.|\n)*asleep/);
    const panel = page.getByRole('button', { name: 'The world', exact: true });
    await panel.click();
    await page.setViewportSize({ width: 1_280, height: height + 100 });
    await top(digest);
    await keep(page, 'digest');
    await page.setViewportSize({ width: 1_280, height });
    await panel.click();
    await world(page).waitFor();
  }, 40_000);

  test('an alert is answered in its thread, and resolved', async () => {
    await world(page).getByText('Break and mend broken').click();
    await world(page).getByRole('button', { name: 'Fire an alert' }).click();
    await channel(page, 'alerts').click();
    const alert = articles(page, 'alerts').filter({ hasText: 'OSM injector pods not ready' }).first();
    await alert.getByRole('button', { name: /repl(y|ies)/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('OSM1003').first().waitFor();
    await keep(page, 'alert');
    await thread.getByRole('button', { name: 'Close the thread' }).click();

    await world(page).getByText('Break and mend broken').waitFor();
    const resolve = world(page).getByRole('button', { name: 'Resolve the alert' });
    if (!(await resolve.isVisible())) await world(page).getByText('Break and mend broken').click();
    await resolve.click();
    await page
      .getByText(/Resolved/)
      .first()
      .waitFor();
    await keep(page, 'resolved');
  });

  test('a cluster that does not exist is said to be none', async () => {
    await channel(page, 'ops').click();
    await box(page).fill('/osm check nosuch');
    await box(page).press('Enter');

    await messages(page)
      .getByText(/nosuch/)
      .last()
      .waitFor();
    expect(await articles(page, 'ops').last().innerText()).toMatch(/Only visible to you(.|\n)*nosuch/);
  });

  test('what is no command of osm-doctor or kubectl goes nowhere', async () => {
    await box(page).fill('/deploy now');
    await box(page).press('Enter');
    await page.getByRole('alert').getByText('there is /osm').waitFor();
    expect(await box(page).inputValue()).toBe('/deploy now');
    await box(page).fill('');
    expectRefusals(complaints, 1);

    for (const command of ['touch /tmp/hacked', 'kubectl get pods; id', 'kubectl config view']) {
      const { exitCode, stdout, stderr } = await runFromPage(page, command);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/\.\n$/);
    }
    const credentials = answers(page, 'staging').first().locator('.command', { hasText: /^az / });
    expect(await credentials.count()).toBe(1);
    expect(await credentials.getByText('Run it').count()).toBe(0);
  });

  test('a whole command goes by keyboard alone', async () => {
    await page.reload();
    await box(page).waitFor();
    const before = await answers(page, 'prod-cluster').count();
    await page.keyboard.press('Tab');
    expect(await focused(page).innerText()).toBe('Skip to the message box');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/osm che');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('pro');
    await page.getByRole('option', { name: /prod-cluster/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await box(page).inputValue()).toBe('/osm check prod-cluster ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await answers(page, 'prod-cluster').nth(before).waitFor();

    const again = answers(page, 'prod-cluster').last().getByRole('button', { name: 'Check again' });
    const isThere = async () => (await again.and(focused(page)).count()) === 1;
    for (let steps = 0; steps < 20 && !(await isThere()); steps += 1) await page.keyboard.press('Shift+Tab');
    expect(await isThere()).toBe(true);
    await page.keyboard.press('Enter');
    await answers(page, 'prod-cluster')
      .nth(before + 1)
      .waitFor();
  });

  test('a part that is ended is told in a sentence, and started again', async () => {
    const end = world(page).getByRole('switch', { name: 'Stop the Function App' });
    const sentence = page.getByRole('alert').getByText(/The Functions host with osm-doctor in it has ended/);
    await end.click();
    await sentence.waitFor();
    await keep(page, 'stopped');
    await box(page).fill('/osm check staging');
    await box(page).press('Enter');
    await page.getByRole('alert').getByText('could not reach the app').waitFor();
    expectRefusals(complaints, 1);
    await end.click();
    await sentence.waitFor({ state: 'detached' });

    const before = await answers(page, 'staging').count();
    await box(page).press('Enter');
    await answers(page, 'staging').nth(before).waitFor();
  });

  test('and nothing was complained of, or asked for from outside', () => {
    expect(complaints).toEqual([]);
  });

  const keep = (shown: Page, name: string) => shown.screenshot({ path: join(pictures, `${name}.png`) });
});

function world(page: Page): Locator {
  return page.getByRole('complementary', { name: 'The world' });
}

function channel(page: Page, name: string): Locator {
  return page.getByRole('navigation').getByRole('button', { name });
}

function articles(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Messages in #${name}` }).getByRole('article');
}

/** The results of checks of a cluster, in #ops. */
function answers(page: Page, cluster: string): Locator {
  const heading = page.getByRole('heading', { name: new RegExp(` ${cluster} · `) });
  return articles(page, 'ops').filter({ has: heading, hasText: 'checks judged' });
}

/** What the switch in the side panel does: the API server of a cluster takes its time from now on, or no more. */
async function slowDown(page: Page, cluster: string, on: boolean): Promise<void> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ switch: `slow:${cluster}`, on });
  const done = await page.evaluate(
    `fetch('/api/do', ${JSON.stringify({ ...sent, body })}).then(({ ok }) => ok)`,
  );
  expect(done).toBe(true);
}

/** Keeps every text that any message has from now on, however short it stands there. */
async function everythingSeen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`
    window.seen = new Set();
    new MutationObserver(() => {
      for (const { innerText } of document.querySelectorAll('article')) window.seen.add(innerText);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);
  return () => page.evaluate('[...window.seen]');
}

/** Runs each command of kubectl that changes or restarts something, but for those that take it back. */
async function runSuggested(answer: Locator): Promise<void> {
  const advice = "contains(., 'changes the cluster') or contains(., 'restarts pods')";
  const commands = answer.locator(
    `xpath=.//div[@class="command"][preceding-sibling::p[1][(${advice}) and not(contains(., 'To take it back'))]]`,
  );
  for (const command of await commands.all()) {
    await command.getByRole('button', { name: 'Run it in the simulated cluster' }).click();
    await command.getByText('Done in staging.').waitFor();
  }
}

/** Asks the server to run a command as the page does, for which the page has no button. */
function runFromPage(page: Page, command: string): Promise<RunResult> {
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ command, cluster: 'staging' }),
  };
  return page.evaluate(`fetch('/api/run', ${JSON.stringify(options)}).then((answer) => answer.json())`);
}

/** What the tests use of an element of a page: they are not compiled with the types of a browser. */
interface Scrollable {
  scrollIntoView(options: { readonly block: 'start' }): void;
}

/** Scrolls so that it stands at the top of what is seen. */
async function top(shown: Locator): Promise<void> {
  await shown.evaluate((element) => (element as unknown as Scrollable).scrollIntoView({ block: 'start' }));
}
