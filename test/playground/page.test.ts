import { expect, test } from '@jest/globals';
import { asked, box, describePage, expectRefusals, focused, messages } from './open-page.ts';
import { form, manyBlocks, ops, posted, sent, stateWith, tsAt } from './page-state.ts';

describePage('messages and what is done with them', (opened) => {
  test('a first visitor is told what to type, and can begin with a click', async () => {
    const { page, server } = await opened(stateWith());

    await page.getByRole('button', { name: '/osm check staging' }).click();

    await asked(server, 1);
    expect(server.asked).toEqual([{ path: '/api/say', body: { channel: ops, text: '/osm check staging' } }]);
    expect(await messages(page).getByRole('button').count()).toBe(3);
  });

  test('every type of block is drawn, and an unknown one says that it stands there', async () => {
    const { page } = await opened(stateWith({ messages: [posted(1, { text: 'x', blocks: manyBlocks })] }));
    const message = page.getByRole('article');

    expect(await message.getByRole('heading').innerText()).toBe('<b>Header</b> *not bold* :tada:');
    for (const [selector, text] of [
      ['strong:text-is("bold")', 'bold'],
      ['em', 'leaning'],
      ['s', 'struck'],
      ['code >> nth=0', 'a-name'],
      ['ul > li', 'an item'],
      ['.rich-text ol > li', 'a numbered item'],
      ['blockquote', 'a quote'],
      ['pre', 'kubectl get pods -n staging\n  # <i>two</i> lines'],
      ['th >> nth=0', 'Cluster'],
      ['td >> nth=1', 'FAILING'],
      ['.section', 'strong code @bob <tag> there'],
      ['.context', 'Asked by\n@ann'],
      ['.actions button', 'Check again'],
      ['.unknown', 'A “data_table” block stands here. This page cannot draw it.'],
    ] as const) {
      expect([selector, (await message.locator(selector).innerText()).trim()]).toEqual([selector, text]);
    }
    expect(await message.locator('hr').count()).toBe(1);
  });

  test('links lead to the web alone, and take nothing along', async () => {
    const { page } = await opened(stateWith({ messages: [posted(1, { text: 'x', blocks: manyBlocks })] }));
    const links = await page.getByRole('article').locator('a').all();
    const told = links.map(async (link) => [
      await link.innerText(),
      await link.getAttribute('href'),
      await link.getAttribute('rel'),
    ]);

    expect(await Promise.all(told)).toEqual([
      ['safe link', 'https://example.org/a', 'noopener noreferrer'],
      ['there', 'https://example.org/b', 'noopener noreferrer'],
    ]);
  });

  test.each(['failing', 'clusters', 'help', 'digest-busy', 'hostile-names', 'config-proposal'])(
    'the golden message %s is drawn whole, without markup that is not ours',
    async (name) => {
      const { page } = await opened(stateWith({ messages: [posted(1, sent(name))] }));
      const message = page.getByRole('article');

      expect(await message.locator('.unknown').count()).toBe(0);
      expect(await message.locator('.content > *').count()).toBe(sent(name).blocks.length);
      expect(await page.locator('script, iframe, img, object').count()).toBe(1);
    },
  );

  test('a command is completed and sent by keyboard alone', async () => {
    const { page, server } = await opened(stateWith());

    await page.keyboard.press('Tab');
    expect(await focused(page).innerText()).toBe('Skip to the message box');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/osm c');
    await page.getByRole('option').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('listbox').getByRole('option', { selected: true }).innerText()).toContain(
      '/osm clusters',
    );
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: '/osm check staging' }).waitFor();
    expect(await box(page).inputValue()).toBe('/osm check ');
    await page.keyboard.type('s');
    await page.getByRole('option', { name: 'prod-cluster' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    expect(await box(page).inputValue()).toBe('/osm check staging ');
    await page.getByRole('option', { name: 'certificates' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');

    await asked(server, 1);
    expect(server.asked).toEqual([{ path: '/api/say', body: { channel: ops, text: '/osm check staging' } }]);
    expect(await box(page).inputValue()).toBe('');
    await page.keyboard.press('ArrowUp');
    expect(await box(page).inputValue()).toBe('/osm check staging');
  });

  test('who types faster than suggestions come gets none that does not fit', async () => {
    const { page } = await opened(stateWith());
    await box(page).focus();
    await page.keyboard.type('/osm c');
    await page.getByRole('option').nth(1).waitFor();

    // No more answers from here on.
    await page.route('**/api/complete*', () => undefined);
    await page.keyboard.type('lu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    expect(await box(page).inputValue()).toBe('/osm clusters ');
  });

  test('what the server does not take is said, and stays in the box', async () => {
    const { page, server, complaints } = await opened(stateWith());
    server.answer = () => ({ status: 400, body: { says: 'Slack has no command /os here.' } });

    await box(page).fill('/os check');
    await page.keyboard.press('Enter');

    await page.getByText('Slack has no command /os here.').waitFor();
    expect(await box(page).inputValue()).toBe('/os check');
    expectRefusals(complaints, 1);
  });

  test('a message that comes is shown, is read out, and takes no focus', async () => {
    const { page, server } = await opened(stateWith());
    await box(page).focus();

    server.tell({ is: 'message', message: posted(1, sent('failing-once')) });

    await page.getByRole('article').waitFor();
    expect(await page.locator('[aria-live=polite].unseen').innerText()).toMatch(/^osm-doctor: prod-cluster/);
    expect(await focused(page).getAttribute('id')).toBe('message-box');
  });

  test('a message is updated in its place, deleted, and the focus that it had stays with it', async () => {
    const { page, server } = await opened(
      stateWith({ messages: [posted(1, { blocks: manyBlocks }), posted(2, { text: 'second' })] }),
    );
    await page.getByRole('button', { name: 'Check again' }).focus();

    server.tell({ is: 'message', message: posted(1, { ...sent('progress'), edited: true }) });

    await page.getByRole('article').first().getByText('(edited)').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    expect(await focused(page).getAttribute('class')).toBe('message');
    server.tell({ is: 'message', message: posted(2, { deleted: true }) });
    await page.getByText('second', { exact: true }).waitFor({ state: 'detached' });
  });

  test('an ephemeral note says that nobody else sees it', async () => {
    const { page } = await opened(
      stateWith({ messages: [posted(1, { ...sent('mistake'), ephemeral: true })] }),
    );

    expect(await page.getByRole('article').innerText()).toContain('Only visible to you');
    expect(await page.getByRole('button', { name: /thread/ }).count()).toBe(0);
  });

  test('a suggested command is taken into the box', async () => {
    const { page } = await opened(
      stateWith({ messages: [posted(1, { ...sent('mistake'), ephemeral: true })] }),
    );

    await page.getByRole('button', { name: '/osm check prod-cluster' }).click();

    expect(await box(page).inputValue()).toBe('/osm check prod-cluster');
    expect(await focused(page).getAttribute('id')).toBe('message-box');
  });

  test('a button is clicked once, however often it is pressed meanwhile', async () => {
    const { page, server } = await opened(stateWith({ messages: [posted(1, { blocks: manyBlocks })] }));
    const button = page.getByRole('button', { name: 'Check again' });
    let goOn = () => {};
    await page.route('**/api/click', async (route) => {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      await route.continue();
    });

    await button.click();
    await page.locator('[aria-busy=true]').waitFor();
    await button.click({ force: true });
    goOn();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });

    expect(server.asked).toEqual([
      { path: '/api/click', body: { channel: ops, ts: tsAt(1), blockId: 'B1', actionId: 'checkAgain' } },
    ]);
  });

  test('a thread opens beside the channel, takes a reply, and gives the focus back', async () => {
    const { page, server } = await opened(
      stateWith({
        messages: [
          posted(1, sent('alert-fired')),
          posted(2, { ...sent('alert-fired', 'details'), threadTs: tsAt(1) }),
        ],
      }),
    );
    expect(await messages(page).getByRole('article').count()).toBe(1);
    await page.getByRole('button', { name: '1 reply' }).focus();
    await page.keyboard.press('Enter');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    expect(await thread.getByRole('article').count()).toBe(2);

    await thread.getByRole('combobox', { name: 'Reply' }).fill('on it');
    await page.keyboard.press('Enter');
    await asked(server, 1);
    server.tell({ is: 'message', message: posted(3, { from: 'U0ANN', text: 'on it', threadTs: tsAt(1) }) });

    await thread.getByText('on it').waitFor();
    expect(server.asked[0]?.body).toEqual({ channel: ops, threadTs: tsAt(1), text: 'on it' });
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
    expect(await focused(page).innerText()).toContain('2 replies');
  });

  test('a reply that comes is marked as new until its thread is looked at', async () => {
    const { page, server } = await opened(stateWith({ messages: [posted(1, sent('failing'))] }));
    const replies = page.getByRole('button', { name: 'Last at' });

    server.tell({ is: 'message', message: posted(2, { text: 'all of it', threadTs: tsAt(1) }) });
    await replies.getByText('New').waitFor();
    await replies.click();
    await page.getByRole('complementary', { name: 'Thread' }).waitFor();

    await replies.getByText('New').waitFor({ state: 'detached' });
  });

  test('a form shows what is wrong at its field, is sent, and is closed by Escape', async () => {
    const { page, server } = await opened(stateWith());
    server.answer = ({ path }) =>
      path === '/api/submit' ? { status: 200, body: { errors: { value: 'Give the value.' } } } : undefined;
    server.tell({ is: 'views', views: [form()] });
    const dialog = page.getByRole('dialog', { name: 'Propose a change' });

    expect(await dialog.getByLabel('Key').inputValue()).toBe('traffic.enableEgress');
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await dialog.getByText('Give the value.').waitFor();
    const value = dialog.getByLabel('Value');
    expect(await value.getAttribute('aria-invalid')).toBe('true');
    expect(await focused(page).getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Escape');

    await asked(server, 2);
    expect(server.asked).toEqual([
      {
        path: '/api/submit',
        body: {
          viewId: 'V1',
          values: {
            key: { key: { type: 'plain_text_input', value: 'traffic.enableEgress' } },
            value: { value: { type: 'plain_text_input', value: null } },
          },
        },
      },
      { path: '/api/close', body: { viewId: 'V1' } },
    ]);
    server.tell({ is: 'views', views: [] });
    await dialog.waitFor({ state: 'detached' });
  });

  test('a command is copied as it is', async () => {
    const { page } = await opened(stateWith({ messages: [posted(1, { blocks: manyBlocks })] }));

    await page.getByRole('button', { name: /^Copy/ }).click();

    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'kubectl get pods -n staging\n  # <i>two</i> lines',
    );
  });

  test('a command is run in the cluster that the message is about, and its output stands below', async () => {
    const { page, server } = await opened(stateWith({ messages: [posted(1, { blocks: manyBlocks })] }));
    server.answer = () => ({
      status: 200,
      body: { exitCode: 1, stdout: '<b>out</b>', stderr: 'no such pod' },
    });

    await page.getByRole('button', { name: 'Run it in the simulated cluster staging' }).click();

    await page.getByText('Failed in staging with exit code 1.').waitFor();
    expect(await page.getByRole('status').locator('pre').allInnerTexts()).toEqual([
      '<b>out</b>',
      'no such pod',
    ]);
    expect(server.asked[0]?.body).toEqual({
      command: 'kubectl get pods -n staging\n  # <i>two</i> lines',
      cluster: 'staging',
    });
  });

  test('no command is offered to be run without kubectl', async () => {
    const { page } = await opened(
      stateWith({ kubectl: false, messages: [posted(1, { blocks: manyBlocks })] }),
    );

    expect(await page.getByRole('button', { name: /Run it/ }).count()).toBe(0);
  });

  test('a file is a link to what the server holds', async () => {
    const files = [{ id: 'F1', name: 'report.txt', title: 'The whole report' }];
    const { page } = await opened(stateWith({ messages: [posted(1, { files })] }));

    expect(await page.getByRole('link', { name: 'The whole report' }).getAttribute('href')).toBe('/files/F1');
  });
});
