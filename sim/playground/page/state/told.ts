import type { PageMessage, PageState } from '../../api.ts';
import { readMarkup } from './markup.ts';

/** Characters of a message that are read out when it comes. */
const readOut = 240;

/** The name under which somebody speaks. */
export function nameOf({ people }: Pick<PageState, 'people'>, from: string): string {
  return from === 'bot' ? 'osm-doctor' : (people[from] ?? from);
}

/** A message in plain words, as it is read out: its beginning. */
export function told(state: Pick<PageState, 'people' | 'channels'>, message: PageMessage): string {
  const words = readMarkup(message.text).map((piece) => {
    if (piece.is === 'user') return nameOf(state, piece.id);
    if (piece.is === 'channel') return state.channels.find(({ id }) => id === piece.id)?.name ?? piece.id;
    return piece.is === 'group' ? piece.name : piece.text;
  });
  const says = words.join('').replaceAll(/\s+/g, ' ').trim();
  const file = message.files[0];
  const heard = says === '' && file !== undefined ? `File ${file.title}` : says;
  return `${nameOf(state, message.from)}: ${heard.length > readOut ? `${heard.slice(0, readOut)} …` : heard}`;
}
