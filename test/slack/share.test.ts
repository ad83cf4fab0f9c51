import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Fault, type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Chat } from '../../src/jobs/ports.ts';
import { objects, text } from '../../src/model/json.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { messageOf } from './messages.ts';

let slack: RunningSlack;
let chat: Chat;
beforeEach(async () => {
  slack = await startSlack({ rateLimited: false });
  chat = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl, timeoutMs: 2_500 });
});
afterEach(async () => {
  await slack.close();
});

const ops = { channel: 'C0OPS' };
const file = { name: 'report.txt', title: 'Report of prod', text: 'näme <!channel> 😀\n' };
const steps = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'];

function methods(): string[] {
  return slack.calls.map(({ method }) => method);
}

describe('a file', () => {
  test('stands in the thread, as it is', async () => {
    const parent = await chat.post(ops, messageOf(), 'key-1');
    const thread = parent.is === 'posted' ? parent.at.ts : '';
    slack.calls.length = 0;

    expect(await chat.share({ ...ops, thread }, file)).toEqual({
      is: 'posted',
      at: { channel: 'C0OPS', ts: thread },
    });
    expect(slack.files).toMatchObject([
      { name: 'report.txt', channel: 'C0OPS', threadTs: thread, content: file.text },
    ]);
    expect(slack.messages('C0OPS')).toMatchObject([{ ts: thread }, { threadTs: thread }]);
    expect(methods()).toEqual(steps);
  });

  test('stands in the channel where there is no thread', async () => {
    expect(await chat.share(ops, file)).toEqual({ is: 'posted', at: { channel: 'C0OPS', ts: '' } });
    expect(slack.messages('C0OPS')).toHaveLength(1);
  });

  test('holds what no message can', async () => {
    const text = '<!channel> & *bold*\n'.repeat(50_000);
    await chat.share(ops, { ...file, text });

    expect(slack.files).toMatchObject([{ content: text }]);
    expect(slack.calls[0]?.args['length']).toBe(String(Buffer.byteLength(text)));
  });

  test('is announced in bytes, also with half a character in it', async () => {
    await chat.share(ops, { ...file, text: 'a\ud800ä' });

    expect(slack.files).toMatchObject([{ content: 'a\ufffdä' }]);
    expect(slack.calls[0]?.args['length']).toBe('6');
  });

  test('has a name and a title of which every letter can be seen', async () => {
    await chat.share(ops, { ...file, name: 'a\u202Etxt.exe', title: `b\u0000\ud800${'c'.repeat(900)}` });
    const [announced, , completed] = slack.calls;
    const title = text(objects(completed?.args['files'])[0]?.['title']) ?? '';

    expect(announced?.args['filename']).toBe('a\\u202etxt.exe');
    expect(title).toMatch(/^b\\u0000\ufffdc+$/);
    expect(title).toHaveLength(200);
  });
});

describe('until the last step nothing is in the channel', () => {
  const kinds: [string, Fault['is'], object][] = [
    ['a reset connection', { kind: 'reset' }, { lasting: false }],
    ['status 500', { kind: 'status', status: 500 }, { lasting: false }],
    ['no answer', { kind: 'hang' }, { lasting: false }],
    ['the page of a proxy', { kind: 'page' }, { lasting: false }],
    ['429', { kind: 'status', status: 429, retryAfterSeconds: 4 }, { lasting: false, retryAfterSeconds: 4 }],
  ];
  const cases = steps
    .slice(0, 2)
    .flatMap((method, place) => kinds.map(([name, is, result]) => ({ name, method, place, is, result })));

  test.each(cases)('$name at $method: certain', async ({ method, place, is, result }) => {
    slack.addFault({ method, afterTheEffect: true, is });

    expect(await chat.share(ops, file)).toMatchObject({ is: 'refused', ...result });
    expect(slack.messages('C0OPS')).toEqual([]);
    expect(methods()).toEqual(steps.slice(0, place + 1));
  });

  test.each<[string, Fault['is']]>([
    ['a reset connection', { kind: 'reset' }],
    ['no answer', { kind: 'hang' }],
    ['status 500', { kind: 'status', status: 500 }],
  ])('%s after the last step: unclear, and shown once', async (_name, is) => {
    slack.addFault({ method: 'files.completeUploadExternal', afterTheEffect: true, is });

    expect(await chat.share(ops, file)).toMatchObject({ is: 'unclear' });
    expect(slack.messages('C0OPS')).toHaveLength(1);
    expect(methods()).toEqual(steps);
  });
});

describe('refusals say what to do', () => {
  const error = (code: string) => () => slack.addFault({ is: { kind: 'error', error: code } });

  test.each<[string, string, () => void, string]>([
    ['no scope', 'C0OPS', () => slack.removeScope('files:write'), 'lacks the scope files:write. Add it'],
    ['a revoked token', 'C0OPS', () => slack.refuseToken('token_revoked'), 'Reinstall the Slack app'],
    ['a channel without the bot', 'C0ELSEWHERE', () => undefined, 'Type /invite @osm-doctor'],
    ['an archived channel', 'C0OLD', () => undefined, 'is archived'],
    ['no files in this workspace', 'C0OPS', error('file_uploads_disabled'), 'administrator'],
    ['no room left', 'C0OPS', error('storage_limit_reached'), 'no room'],
  ])('%s', async (_name, channel, arrange, says) => {
    arrange();

    expect(await chat.share({ channel }, file)).toEqual({
      is: 'refused',
      because: expect.stringContaining(says),
      lasting: true,
    });
    expect(slack.messages(channel)).toEqual([]);
  });
});

describe('a file goes nowhere but to Slack', () => {
  /** Something that answers in Slack's place and names another address for the upload. */
  let impostor: Server;
  let named: string;
  let apiUrl: string;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    impostor = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, upload_url: named, file_id: 'F1' }));
    });
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
    apiUrl = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}/api/`;
  });
  afterEach(async () => {
    impostor.closeAllConnections();
    await new Promise((resolve) => impostor.close(resolve));
  });

  test.each<[string, () => string]>([
    ['another server', () => `${slack.url}/upload/F1`],
    ['the metadata of the machine', () => 'http://169.254.169.254/metadata/instance'],
    ['Slack, where the settings say otherwise', () => 'https://files.slack.com/upload/v1/1'],
    ['no address', () => 'javascript:alert(1)'],
    ['nothing', () => ''],
  ])('named was: %s', async (_name, address) => {
    named = address();
    const result = await slackChat({ token: 'xoxb-1', apiUrl }).share(ops, file);

    expect(result).toMatchObject({ is: 'refused', because: expect.stringContaining("not Slack's") });
    if (named !== '') expect(JSON.stringify(result)).not.toContain(named);
    expect(asked).toEqual(['/api/files.getUploadURLExternal']);
    expect(slack.calls).toEqual([]);
  });
});
