import type { Threaded } from '../model/message.ts';
import type { Ports, Posted } from './ports.ts';
import { type Posting, postOnce } from './post-once.ts';

/** Posts a parent and, in its thread, the details: each once. Undefined when the chat refuses the parent for good. */
export async function postThread(
  ports: Ports,
  posting: Omit<Posting, 'message'>,
  { parent, details }: Threaded,
): Promise<Posted | undefined> {
  const at = await postOnce(ports, { ...posting, message: parent });
  if (at === undefined || details === undefined) return at;
  const thread = posting.place.thread ?? at.ts;
  await postOnce(ports, {
    ...posting,
    key: detailsKey(posting.key),
    place: { channel: at.channel, thread },
    message: details,
  });
  return at;
}

/** Under this key the details of a message stand in its thread. */
export function detailsKey(key: string): string {
  return `${key} details`;
}
