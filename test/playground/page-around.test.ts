import { expect, test } from '@jest/globals';
import { faintTexts } from './faint-texts.ts';
import { asked, box, describePage, expectRefusals, focused } from './open-page.ts';
import { manyBlocks, posted, sent, stateWith, tsAt } from './page-state.ts';

describePage('the page around the messages', (opened) => {
  test('a channel with unread messages is marked until it is looked at', async () => {
    const { page, server } = await opened(stateWith());
    const alerts = page.getByRole('navigation').getByRole('button', { name: 'alerts' });

    server.tell({ is: 'message', message: posted(1, { ...sent('alert-fired'), channel: 'C0ALERTS' }) });
    await alerts.getByText('1 unread').waitFor();
    expect(await page.title()).toMatch(/^\(1\) #ops/);
    await alerts.click();

    await page.getByRole('region', { name: 'Messages in #alerts' }).getByRole('article').waitFor();
    await alerts.getByText('1 unread').waitFor({ state: 'detached' });
  });

  test('the world is broken and mended by switches, and a deed that fails is told', async () => {
    const { page, server, complaints } = await opened(stateWith());
    server.answer = ({ path, body }) =>
      path === '/api/do' && JSON.stringify(body).includes('deed')
        ? { status: 409, body: { says: 'The Function App has ended: start it again first.' } }
        : undefined;
    const world = page.getByRole('complementary', { name: 'The world' });

    await world.getByText('Break and mend staging').click();
    const stop = world.getByRole('switch', { name: 'Stop the injector' });
    expect(await stop.getAttribute('aria-checked')).toBe('false');
    await stop.click();
    await asked(server, 1);
    server.tell({
      is: 'switches',
      switches: stateWith().switches.map((one) =>
        one.id === 'injector:staging' ? { ...one, on: true } : one,
      ),
    });
    await world.getByText('2 broken here').waitFor();
    expect(await stop.getAttribute('aria-checked')).toBe('true');
    await world.getByRole('button', { name: 'Run the digest now' }).click();

    await page.getByText('The Function App has ended: start it again first.').waitFor();
    expect(server.asked.map(({ body }) => body)).toEqual([
      { switch: 'injector:staging', on: true },
      { deed: 'digest' },
    ]);
    expectRefusals(complaints, 1);
  });

  test('the wire is shown, the latest first, and can be narrowed down', async () => {
    const { page, server } = await opened(stateWith());
    const entry = { at: '2026-11-22T12:00:00.000Z', ms: 12, status: 200 };
    server.tell({
      is: 'wire',
      entries: [
        { ...entry, id: 1, who: 'app → Azure', what: 'GET /subscriptions' },
        { ...entry, id: 2, who: 'app → Slack', what: 'chat.update', status: 429 },
      ],
    });
    const wire = page.getByRole('list', { name: 'Exchanges, the latest first' });

    await wire.waitFor();
    expect((await wire.getByRole('listitem').allInnerTexts()).map((text) => text.includes('429'))).toEqual([
      true,
      false,
    ]);
    await page.getByLabel('Show').selectOption('Azure');
    expect(await wire.getByRole('listitem').count()).toBe(1);
  });

  test('a part that has stopped is a sentence, and so is a server that is gone', async () => {
    const { page, server, complaints } = await opened(stateWith());
    const says = 'Azurite has stopped: nothing is stored. Start the playground again with npm start.';

    server.tell({ is: 'parts', parts: [{ name: 'storage', title: 'Storage', is: 'down', says }] });
    await page.getByRole('alert').getByText(says).waitFor();
    await server.close();

    await page.getByText('The playground has stopped: start it again with npm start.').waitFor();
    expectRefusals(complaints);
  });

  test('a server that hangs is a sentence, until it gives a sign of life', async () => {
    const { page, server } = await opened(stateWith());
    const says = page.getByText(/gives no answer any more, so nothing here goes on/);
    // From here on time stands still in the page, but for what is waited for here.
    await page.clock.install();
    await page.clock.pauseAt(new Date('2099-01-01T00:00:00Z'));
    server.beat();
    server.tell({ is: 'message', message: posted(1, { text: 'what comes after the sign' }) });
    await page.getByText('what comes after the sign').first().waitFor();

    await page.clock.runFor(9_000);
    expect(await says.count()).toBe(0);
    await page.clock.runFor(2_000);
    await says.waitFor();
    server.beat();
    await says.waitFor({ state: 'detached' });
  });

  test('on a narrow screen what a channel is for is not cut', async () => {
    const { page } = await opened(stateWith(), { width: 390 });
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'alerts' }).click();
    await page.getByRole('region', { name: 'Messages in #alerts' }).waitFor();
    const cut = await page.evaluate(
      `[...document.querySelectorAll('.channel .head p')].map((topic) => [topic.innerText, topic.scrollWidth > topic.clientWidth, topic.scrollHeight > topic.clientHeight])`,
    );

    expect(cut).toEqual([['Where alerts of Azure Monitor are answered', false, false]]);
  });

  test('on a narrow screen the channels are in a drawer and a thread covers the channel', async () => {
    const { page } = await opened(
      stateWith({ messages: [posted(1, sent('failing')), posted(2, { text: 'reply', threadTs: tsAt(1) })] }),
      { width: 360 },
    );
    const widest = () => page.evaluate('document.documentElement.scrollWidth');
    const channels = page.getByRole('button', { name: 'Channels' });

    expect(await page.getByRole('navigation').getByRole('button').count()).toBe(0);
    await channels.press('Enter');
    expect(await focused(page).innerText()).toContain('ops');
    await page.keyboard.press('Escape');
    expect(await channels.getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('button', { name: '1 reply' }).click();
    await page.getByRole('complementary', { name: 'Thread' }).waitFor();
    expect(await box(page).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back to the channel' }).click();
    expect(await box(page).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'The world' }).click();
    expect(await box(page).isVisible()).toBe(false);
    expect(await widest()).toBe(360);
  });

  test.each(['light', 'dark'] as const)(
    'in %s every text stands out from what is behind it',
    async (colorScheme) => {
      const { page } = await opened(
        stateWith({
          messages: [
            posted(1, { blocks: manyBlocks, files: [{ id: 'F', name: 'a.txt', title: 'A' }] }),
            posted(2, { ...sent('mistake'), ephemeral: true }),
          ],
        }),
        { colorScheme },
      );
      await page.getByText('Break and mend staging').click();
      await box(page).fill('/osm c');
      await page.getByRole('option').first().waitFor();

      expect(await page.evaluate(faintTexts)).toEqual([]);
    },
  );

  test('the look is what the reader chooses, also the next time', async () => {
    const { page } = await opened(stateWith());
    const theme = () => page.locator('html').getAttribute('data-theme');

    expect(await theme()).toBe('light');
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    expect(await theme()).toBe('dark');
    await page.reload();
    await box(page).waitFor();
    expect(await theme()).toBe('dark');
  });
});
