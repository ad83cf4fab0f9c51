import { setTimeout as wait } from 'node:timers/promises';
import { type Json, object, text, textFields } from '../../src/model/json.ts';
import type { RunningHost } from '../functions/host.ts';
import type { RunningSlack } from '../slack/server.ts';
import type { Acknowledgement } from '../slack/signed.ts';
import { bot } from '../slack/workspace.ts';
import type { Click, Say, Submit } from './api.ts';
import type { Feed } from './feed.ts';
import type { Wire } from './wire.ts';
import { botName, channels, me } from './workspace.ts';

/** What the reader does in Slack; each answers with a sentence when it came to nothing. */
export interface ReaderDoes {
  say(said: Say): Promise<string | undefined>;
  click(click: Click): Promise<string | undefined>;
  /** What is wrong, by the field's block. */
  submit(submit: Submit): Promise<{ readonly errors?: Record<string, string>; readonly says?: string }>;
}

/** What these need. */
export interface ReaderMeans {
  readonly slack: RunningSlack;
  readonly feed: Feed;
  readonly wire: Wire;
  host(): RunningHost | undefined;
}

/** Milliseconds after which Slack waits no longer. Source: docs.slack.dev/interactivity/handling-user-interaction. */
const patienceMs = 3_000;
/** Characters of a message that can be typed. */
const mostTyped = 4_000;

/** Everything goes to the app's door as Slack sends it, signed. */
export function readerDoes(means: ReaderMeans): ReaderDoes {
  const { slack, feed } = means;
  const by = (channel: string) => ({ user: me.id, channel });
  return {
    say: async ({ channel, threadTs, text: typed }) => {
      const words = typed.trim();
      const refusal = refusalOf(channel, words, threadTs);
      if (refusal !== undefined) return refusal;
      if (words.startsWith('/')) {
        const [, rest = ''] = /^\/osm\s*(.*)$/s.exec(words) ?? [];
        return sent(means, cut(words), (url) => slack.command(url, { ...by(channel), text: escaped(rest) }));
      }
      const thread = threadTs === undefined ? {} : { threadTs };
      const written = withMention(escaped(words));
      const message = slack.write({ channel, from: me.id, text: written, ...thread });
      feed.look();
      if (!written.includes(`<@${bot.user}>`)) return undefined;
      const event = { type: 'app_mention', user: me.id, text: written, ts: message.ts, channel };
      const where = threadTs === undefined ? {} : { thread_ts: threadTs };
      return sent(means, `app_mention: ${cut(words)}`, (url) => slack.event(url, { ...event, ...where }));
    },
    click: async ({ channel, ts, actionId }) => {
      const all = [...slack.messages(channel), ...slack.ephemeral(channel, me.id)];
      const message = all.find((one) => one.ts === ts);
      if (message === undefined || !JSON.stringify(message.blocks).includes(JSON.stringify(actionId))) {
        return 'This button is not there any more.';
      }
      return sent(means, `click: ${actionId}`, (url) => slack.click(url, message, actionId, by(channel)));
    },
    submit: async ({ viewId, values }) => {
      const view = slack.views.find(({ id }) => id === viewId);
      if (view === undefined) return { says: 'This form is not open any more.' };
      const answers: Acknowledgement[] = [];
      const says = await sent(means, `form: ${text(view.view['callback_id']) ?? viewId}`, async (url) => {
        const answer = await slack.submit(url, view, values, { user: me.id });
        answers.push(answer);
        return answer;
      });
      if (says !== undefined) return { says };
      const errors = errorsIn(answers[0]?.body ?? '');
      if (errors === undefined) feed.close(viewId);
      return errors === undefined ? {} : { errors };
    },
  };
}

function refusalOf(channel: string, words: string, threadTs: string | undefined): string | undefined {
  if (!channels.some(({ id }) => id === channel)) return 'There is no such channel.';
  if (words === '') return 'There is nothing to send.';
  if (words.length > mostTyped) return `A message has at most ${mostTyped} characters.`;
  if (threadTs !== undefined && !/^\d{10}\.\d{6}$/.test(threadTs)) return 'There is no such thread.';
  if (!words.startsWith('/')) return undefined;
  const [command = ''] = words.split(/\s/, 1);
  if (command !== '/osm')
    return `${cut(command)} is not a command here: there is /osm, and /osm help tells more.`;
  // As in Slack: docs.slack.dev/interactivity/implementing-slash-commands.
  return threadTs === undefined
    ? undefined
    : `Slack takes no commands in threads. Type it in the channel, or ask @${botName} here.`;
}

/** Sends something to the door, notes it, shows what came of it; what comes after Slack's patience is noted still. */
async function sent(
  { feed, wire, host }: ReaderMeans,
  what: string,
  send: (url: string) => Promise<Acknowledgement>,
): Promise<string | undefined> {
  const started = performance.now();
  const note = (status: number | string) =>
    wire.add({ who: 'Slack → app', what, status, ms: performance.now() - started });
  const running = host();
  if (running === undefined) {
    note('no answer');
    return 'Slack could not reach the app: the Function App has ended. Start it again first.';
  }
  const answered = send(`${running.url}/api/slack`)
    .then(
      ({ status }) => {
        note(status);
        return status === 200 ? undefined : `Slack tells that the app answered with ${status}: it failed.`;
      },
      () => {
        note('no answer');
        return 'Slack could not reach the app: it gave no answer.';
      },
    )
    .finally(feed.look);
  const patience = new AbortController();
  const tooLate = wait(patienceMs, silence, { signal: patience.signal }).catch(() => silence);
  return Promise.race([answered, tooLate]).finally(() => patience.abort());
}

const silence = 'Slack tells that the app did not answer within three seconds.';

/** Source: docs.slack.dev/surfaces/modals#displaying_errors. */
function errorsIn(body: string): Record<string, string> | undefined {
  if (!body.startsWith('{')) return undefined;
  const answer = object(JSON.parse(body) as Json);
  return answer['response_action'] === 'errors' ? textFields(answer['errors']) : undefined;
}

function escaped(typed: string): string {
  return typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function withMention(written: string): string {
  return written.replaceAll(new RegExp(`@${botName}(?![\\w-])`, 'g'), `<@${bot.user}>`);
}

function cut(words: string): string {
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
