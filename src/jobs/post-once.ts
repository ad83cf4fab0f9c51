import type { Asker, Place } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { Ports, Posted, PostResult } from './ports.ts';
import { TryAgain } from './try-again.ts';

/** A message that must stand in the chat once, whatever is delivered twice and whoever dies on the way. */
export interface Posting {
  /** The same key, the same message. */
  readonly key: string;
  readonly place: Place;
  readonly message: Message;
  /** RFC 3339: nobody can have posted it before. */
  readonly notBefore: string;
  /** As the answer to one person, who alone sees it or through whose command everybody does. */
  readonly to?: { readonly user: string; readonly seenBy: 'caller' | 'everybody' };
}

/** As the answer to whoever asked. Where nobody typed it there is no such person, and its place sees it. */
export function toAsker(by: Asker, seenBy: 'caller' | 'everybody'): Pick<Posting, 'to'> {
  return by.is === 'person' ? { to: { user: by.user, seenBy } } : {};
}

/**
 * After this a claim is taken over: whoever made it has looked and posted, each within the chat's own limit, or it is
 * dead.
 */
const leaseMs = ({ chat }: Ports) => 2 * chat.withinMs + 2_500;

/** How often a chat that has too much to do is asked again in one delivery, and the longest wait between. */
const patience = { times: 5, seconds: 30 } as const;

/**
 * Posts under a key. Of any number of callers one posts; the others wait for it and get the same answer, or take over
 * when it dies. Throws TryAgain when the chat can't be reached now; undefined when it refuses for good, which is
 * logged with what to do.
 */
export async function postOnce(ports: Ports, posting: Posting): Promise<Posted | undefined> {
  const { key, place } = posting;
  for (let attempt = 1; ; attempt += 1) {
    const claim = await claimFor(ports, key);
    if (claim.is === 'posted') return claim.at;
    if (claim.takenOver) {
      // Whoever claimed it before may have posted, and died before it could say so.
      const found = await ports.chat.find(place, key, posting.notBefore);
      if (typeof found === 'object') return recorded(ports, key, found);
    }
    const result = await send(ports, posting);
    // Dying between the line above and `record` is the one window in which a message can double: the next caller then
    // looks for the key, and posts again only where the scopes don't allow looking. See docs/operate.md.
    if (result.is === 'posted') return recorded(ports, key, result.at);
    const settled = await settle(ports, posting, claim, result);
    if (settled.is === 'done') return settled.at;
    await waitOut(ports, settled, attempt);
  }
}

type Settled =
  | { readonly is: 'done'; readonly at?: Posted }
  | { readonly is: 'again'; readonly because: string; readonly retryAfterSeconds?: number };

/** What an answer of the chat other than success leads to. Throws TryAgain where only time can tell. */
async function settle(
  ports: Ports,
  posting: Posting,
  claim: Extract<Claimed, { is: 'mine' }>,
  result: Exclude<PostResult, { is: 'posted' }>,
): Promise<Settled> {
  const { key, place, to } = posting;
  if (result.is === 'refused') {
    await ports.marks.release(key, claim.etag);
    if (!result.lasting) return { ...result, is: 'again' };
    ports.log.error(`A message for ${place.channel} was refused. ${result.because}`);
    return { is: 'done' };
  }
  if (to !== undefined && claim.takenOver) {
    // An answer to one person can't be looked for: it is sent a second time, never a third.
    ports.log.warn(`It is not clear whether an answer in ${place.channel} arrived. ${result.because}`);
    return { is: 'done', at: await recorded(ports, key, { channel: place.channel, ts: '' }) };
  }
  const found = await lookAgain(ports, posting);
  if (typeof found === 'object') return { is: 'done', at: await recorded(ports, key, found) };
  // Where nobody can look, the claim stays until it lapses: the message may still come to light.
  if (found === 'cannotLook') throw new TryAgain(result.because);
  await ports.marks.release(key, claim.etag);
  return { is: 'again', because: result.because };
}

/** Whether a message stands in the chat after an answer that did not tell. */
async function lookAgain({ chat, wait }: Ports, { place, key, notBefore, to }: Posting) {
  if (to !== undefined) return 'cannotLook';
  await wait(1_000);
  return chat.find(place, key, notBefore);
}

function send({ chat }: Ports, { place, message, key, to }: Posting): Promise<PostResult> {
  return to === undefined ? chat.post(place, message, key) : chat.answer(place, to.user, message, to.seenBy);
}

/** Waits as long as the chat asks for; throws TryAgain when that is too long or has been done often enough. */
export async function waitOut(
  { wait }: Ports,
  { because, retryAfterSeconds = 1 }: { readonly because: string; readonly retryAfterSeconds?: number },
  attempt: number,
): Promise<void> {
  if (attempt >= patience.times || retryAfterSeconds > patience.seconds) throw new TryAgain(because);
  await wait(retryAfterSeconds * 1_000);
}

type Claimed =
  | { readonly is: 'posted'; readonly at: Posted }
  | { readonly is: 'mine'; readonly takenOver: boolean; readonly etag: string };

async function claimFor(ports: Ports, key: string): Promise<Claimed> {
  const { marks, now, wait } = ports;
  for (;;) {
    const claim = await marks.claim(key, leaseMs(ports), now);
    if (claim.is === 'mine') return { is: 'mine', takenOver: claim.after !== undefined, etag: claim.etag };
    if (claim.mark.is === 'posted') return claim.mark;
    await wait(1_000);
  }
}

async function recorded({ marks, now }: Ports, key: string, at: Posted): Promise<Posted> {
  await marks.record(key, at, now());
  return at;
}

/** Where the message with this key stands, if it was posted: then there is nothing left to do. */
export async function alreadyPosted({ marks }: Ports, key: string): Promise<Posted | undefined> {
  const mark = await marks.read(key);
  return mark?.is === 'posted' ? mark.at : undefined;
}
