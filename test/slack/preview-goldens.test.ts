import { describe, expect, test } from '@jest/globals';
import { previews } from '../../scripts/preview/messages.ts';
import { lettersIn, mostInAll, problems } from '../../sim/slack/limits.ts';
import type { Message } from '../../src/model/message.ts';
import { slackMessage } from '../../src/slack/blocks.ts';
import { expectGolden } from '../present/expect-golden.ts';
import { outline } from './outline.ts';

const all = previews();
const messages = all.flatMap(({ name, parent, details }): [string, Message][] => [
  [name, parent],
  ...(details === undefined ? [] : [[`${name}, thread`, details] as [string, Message]]),
]);

describe('what npm run preview draws', () => {
  test('has names that can be files, each once', () => {
    const names = all.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(messages)('%s is accepted by Slack', (_name, message) => {
    const { blocks, text } = slackMessage(message);

    expect(problems(blocks)).toEqual([]);
    expect(lettersIn(blocks)).toBeLessThanOrEqual(mostInAll);
    expect(text.length).toBeLessThanOrEqual(4_000);
  });

  test.each(messages)('%s tells its state in a word, above all else', (_name, message) => {
    const [first = '', second = ''] = outline(slackMessage(message).blocks).split('\n');

    expect(`${first} ${second}`).toMatch(/^header: |^rich_text {3}section: <bold /);
    if (message.tone !== 'neutral') expect(`${first} ${second}`).toContain(message.tone.toUpperCase());
  });

  test.each(messages)('%s shows its commands whole', (_name, message) => {
    const shown = JSON.stringify(slackMessage(message).blocks);

    for (const part of message.parts)
      if (part.is === 'command') expect(shown).toContain(JSON.stringify(part.text));
  });
});

describe('blocks as they are', () => {
  test.each(['failing-once', 'unknown-cluster', 'alert-fired'])('%s', (name) => {
    const told = messages.filter(([title]) => title.startsWith(name));

    expectGolden(
      `blocks-${name}`,
      told.map(([, message]) => outline(slackMessage(message).blocks)).join('\n== thread\n'),
    );
  });
});
