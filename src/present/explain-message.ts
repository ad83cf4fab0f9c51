import type { Line, Message, Part } from '../model/message.ts';
import { code, data, joined, oneLine, quiet, strong } from './message-parts.ts';

/** What is known of something: the same for the chat and the terminal. */
export interface Explanation {
  readonly title: string;
  /** What kind of thing it is. */
  readonly kind: string;
  readonly sections: readonly { readonly head: string; readonly says: readonly string[] }[];
  /** What to type next in the chat: the words after `/osm`. */
  readonly next: readonly string[];
}

/** A topic that nothing is known of, and those that may have been meant. */
export interface UnknownTopic {
  readonly says: string;
  readonly near: readonly string[];
}

/** The answer to `/osm explain`. */
export function explanationMessage({ title, kind, sections, next }: Explanation): Message {
  return {
    tone: 'neutral',
    summary: oneLine(title),
    parts: [
      { is: 'heading', text: oneLine(title) },
      { is: 'note', lines: [[data(kind)]] },
      ...sections.map(
        ({ head, says }): Part => ({
          is: 'paragraph',
          lines: [[strong(head)], ...says.map((text): Line => withCode(text))],
        }),
      ),
      ...(next.length === 0 ? [] : [{ is: 'note' as const, lines: [commandsLine('Next: ', next)] }]),
    ],
  };
}

/** What stands between backticks is shown as code; the rest is plain text. */
function withCode(text: string): Line {
  return data(text, 2_000)
    .split('`')
    .flatMap((piece, place) => (piece === '' ? [] : [place % 2 === 1 ? code(piece) : piece]));
}

function commandsLine(before: string, words: readonly string[]): Line {
  const commands = words.map((one) => code(data(`/osm ${one}`, 300)));
  return [before, ...joined(commands, ' · ')];
}

/** The answer to a topic that nothing is known of. */
export function unknownTopicMessage({ says, near }: UnknownTopic): Message {
  const examples = near.length === 0 ? ['OSM2004', 'enableEgress', 'E4001'] : near;
  return {
    tone: 'neutral',
    summary: oneLine(says),
    parts: [
      { is: 'paragraph', lines: [[data(says, 500)]] },
      {
        is: 'paragraph',
        lines: [
          commandsLine(
            near.length === 0 ? 'For example ' : 'Did you mean ',
            examples.map((topic) => `explain ${topic}`),
          ),
        ],
      },
      {
        is: 'note',
        lines: [[quiet("Explained are checks (OSM2004), keys of MeshConfig, and error codes of OSM's log.")]],
      },
    ],
  };
}
