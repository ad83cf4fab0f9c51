import type { TellJob } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { ReportFile } from '../present/report-file.ts';
import type { JobRun } from './ports.ts';
import { alreadyPosted, postOnce, toAsker } from './post-once.ts';
import { replyTo, type Said } from './reply.ts';
import { TryAgain } from './try-again.ts';

/** Answers what somebody asked for: alone, or in the thread that it belongs to. */
export async function tell(run: JobRun, job: TellJob): Promise<void> {
  const { ports } = run;
  if ((await alreadyPosted(ports, job.id)) !== undefined) return;
  const reply = await replyTo(run, job);
  const { messages, seenBy } = reply.is === 'file' ? await shared(run, job, reply) : reply;
  // The last one carries the key of the job: only then is it done.
  for (const [index, message] of messages.entries()) {
    const key = index === messages.length - 1 ? job.id : `${job.id} ${index + 1}`;
    await say(run, job, key, message, seenBy);
  }
}

/** Shares a file. What is said about it is true: where it may be missing, the caller is told another way. */
async function shared(run: JobRun, job: TellJob, { file, summary, instead }: ReportFile): Promise<Said> {
  const isThere = await shareOnce(run, job, file);
  return isThere
    ? { is: 'said', messages: [summary], seenBy: 'thread' }
    : { is: 'said', messages: [instead], seenBy: 'caller' };
}

async function say(
  { ports }: JobRun,
  job: TellJob,
  key: string,
  message: Message,
  seenBy: Said['seenBy'],
): Promise<void> {
  const posting = { key, place: job.answerTo, message, notBefore: job.askedAt };
  const alone = { ...posting, ...toAsker(job.by, 'caller') };
  const at = await postOnce(ports, seenBy === 'caller' ? alone : posting);
  // Where the bot may not post, the person who asked is answered at least.
  if (at === undefined && seenBy === 'thread') await postOnce(ports, alone);
}

/** Sharing ends within this, or whoever began it is dead. */
const shareMs = 60_000;

/** A file of which nobody knows whether it stands there; where it does, the mark names the thread. */
const perhapsShared = '';

/**
 * Shares a file under a mark of its own: a second delivery does not share it again. Answers whether it is certain to
 * stand there.
 */
async function shareOnce({ ports }: JobRun, job: TellJob, file: ReportFile['file']): Promise<boolean> {
  const key = `${job.id} file`;
  const claim = await ports.marks.claim(key, shareMs, ports.now);
  if (claim.is === 'taken') {
    if (claim.mark.is === 'posted') return claim.mark.at.ts !== perhapsShared;
    throw new TryAgain('A file is being shared by another delivery of this job.');
  }
  const result = await ports.chat.share(job.answerTo, file);
  if (result.is === 'posted') {
    await ports.marks.record(key, result.at, ports.now());
    return true;
  }
  if (result.is === 'unclear' || result.lasting) {
    // What may stand there already is not shared again.
    ports.log.error(`A file for ${job.answerTo.channel} may be missing. ${result.because}`);
    await ports.marks.record(key, { channel: job.answerTo.channel, ts: perhapsShared }, ports.now());
    return false;
  }
  await ports.marks.release(key, claim.etag);
  throw new TryAgain(result.because);
}
