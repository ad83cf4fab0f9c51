import type { Message } from '../model/message.ts';
import type { Ports, Posted } from './ports.ts';
import { waitOut } from './post-once.ts';
import { TryAgain } from './try-again.ts';

/**
 * Puts a message in the place of one of ours. `false` when that one is gone, or the chat refuses for good, which is
 * logged. Throws TryAgain when the chat can't be reached now: doing it again does no harm.
 */
export async function rewrite(ports: Ports, at: Posted, message: Message, key: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await ports.chat.update(at, message, key);
    if (result.is === 'updated') return true;
    if (result.is === 'gone') return false;
    if (result.is === 'unclear') throw new TryAgain(result.because);
    if (result.lasting) {
      ports.log.error(`A message in ${at.channel} could not be changed. ${result.because}`);
      return false;
    }
    await waitOut(ports, result, attempt);
  }
}
