import type { TellJob } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { JobRun } from './ports.ts';
import { alreadyPosted, postOnce } from './post-once.ts';
import { replyTo } from './reply.ts';
import { TryAgain } from './try-again.ts';

/** Answers what somebody asked for: alone, or in the thread that it belongs to. */
export async function tell(run: JobRun, job: TellJob): Promise<void> {
  const { ports } = run;
  if ((await alreadyPosted(ports, job.id)) !== undefined) return;
  const reply = await replyTo(run, job);
  if (reply.file !== undefined) await shareOnce(run, job, reply.file);
  const { messages, seenBy } = reply;
  // The last one carries the key of the job: only then is it done.
  for (const [index, message] of messages.entries()) {
    const key = index === messages.length - 1 ? job.id : `${job.id} ${index + 1}`;
    await say(run, job, key, message, seenBy);
  }
}

async function say(
  { ports }: JobRun,
  job: TellJob,
  key: string,
  message: Message,
  seenBy: 'caller' | 'thread',
): Promise<void> {
  const posting = { key, place: job.answerTo, message, notBefore: job.askedAt };
  const alone = seenBy === 'caller' && job.by.is === 'person';
  const to = alone && job.by.is === 'person' ? { to: { user: job.by.user, seenBy: 'caller' as const } } : {};
  const at = await postOnce(ports, { ...posting, ...to });
  // Where the bot may not post, the person who asked is answered at least.
  if (at === undefined && !alone && job.by.is === 'person') {
    await postOnce(ports, { ...posting, to: { user: job.by.user, seenBy: 'caller' } });
  }
}

/** Sharing ends within this, or whoever began it is dead. */
const shareMs = 60_000;

/** Shares a file under a mark of its own: a second delivery does not share it again. */
async function shareOnce(
  { ports }: JobRun,
  job: TellJob,
  file: { readonly name: string; readonly title: string; readonly text: string },
): Promise<void> {
  const key = `${job.id} file`;
  const claim = await ports.marks.claim(key, shareMs, ports.now);
  if (claim.is === 'taken') {
    if (claim.mark.is === 'posted') return;
    throw new TryAgain('A file is being shared by another delivery of this job.');
  }
  const result = await ports.chat.share(job.answerTo, file);
  if (result.is === 'posted') return ports.marks.record(key, result.at, ports.now());
  if (result.is === 'unclear' || result.lasting) {
    // What may stand there already is not shared again.
    ports.log.error(`A file for ${job.answerTo.channel} may be missing. ${result.because}`);
    return ports.marks.record(key, { channel: job.answerTo.channel, ts: '' }, ports.now());
  }
  await ports.marks.release(key, claim.etag);
  throw new TryAgain(result.because);
}
