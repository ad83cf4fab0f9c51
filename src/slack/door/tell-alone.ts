import type { Place } from '../../model/job.ts';
import type { Message } from '../../model/message.ts';
import type { DoorPorts } from './ports.ts';
import type { Incoming } from './receiver.ts';

/** Shows somebody a message that nobody else sees. What goes wrong is for the log: there is nobody else to tell. */
export async function tellAlone(
  { answer }: Pick<DoorPorts, 'answer'>,
  { log }: Pick<Incoming, 'log'>,
  { user, answerTo }: { readonly user: string; readonly answerTo: Place },
  message: Message,
): Promise<void> {
  const result = await answer(answerTo, user, message, 'caller');
  if (result.is !== 'posted') log.warn(`Somebody in Slack could not be answered: ${result.because}`);
}
