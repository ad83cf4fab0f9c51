import type { Job, OpenDigestJob } from '../model/job.ts';
import { jobFailedMessage } from '../present/job-failed-message.ts';
import { finish } from './check-cluster.ts';
import { closeIfComplete, closeRound } from './close-round.ts';
import { keptText } from './kept-text.ts';
import { parseJob } from './parse-job.ts';
import type { JobRun } from './ports.ts';
import { alreadyPosted, postOnce, toAsker } from './post-once.ts';
import { progressAt } from './progress.ts';

/**
 * After the last attempt: whoever asked is told, under the key of the answer, so that nobody who has an answer is told
 * that there is none. A cluster whose part of a digest failed is named there as not read.
 */
export async function giveUpJob(run: JobRun, message: unknown): Promise<void> {
  const parsed = parseJob(message);
  if (parsed.is !== 'job') return run.ports.queue.keep(keptText(message));
  const { job } = parsed;
  run.ports.log.error(`Gave up job ${job.id} (${job.do}) after its last attempt; the lines before say why.`);
  await tell(run, job);
}

async function tell(run: JobRun, job: Job): Promise<void> {
  const { ports, options } = run;
  switch (job.do) {
    case 'check': {
      if ((await alreadyPosted(ports, job.id)) !== undefined) return;
      return finish(run, job, await progressAt(ports, job), jobFailedMessage(job));
    }
    case 'tell': {
      const posting = {
        key: job.id,
        place: job.answerTo,
        message: jobFailedMessage(job),
        notBefore: job.askedAt,
      };
      await postOnce(ports, { ...posting, ...toAsker(job.by, 'caller') });
      return;
    }
    case 'alert': {
      if (options.alertChannel === undefined) return;
      const place = { channel: options.alertChannel };
      await postOnce(ports, { key: job.id, place, message: jobFailedMessage(job), notBefore: job.askedAt });
      return;
    }
    case 'digestPart': {
      const round = await ports.rounds.read(job.round);
      if (round === undefined) return;
      const says = 'Judging it failed several times.';
      const todo = `Try /osm check ${job.cluster.name}; the log of the Function App names job ${job.id}.`;
      await ports.rounds.file(round.id, { cluster: job.cluster, is: 'unread', says, todo });
      return closeIfComplete(run, round);
    }
    case 'openDigest':
      return openLater(run, job);
    case 'closeDigest': {
      const round = await ports.rounds.read(job.round);
      return round === undefined ? undefined : closeRound(run, round);
    }
    case 'cleanUp':
      return;
  }
}

/** A digest that could not be opened is tried again for so long, every so often. */
const openAgain = { forMs: 6 * 3_600_000, everySeconds: 300 } as const;

/** What hindered the digest (storage, Azure) may be over in minutes: the day must not pass without a word. */
async function openLater(run: JobRun, job: OpenDigestJob): Promise<void> {
  const { ports } = run;
  const age = ports.now().getTime() - Date.parse(job.dueAt);
  if (age < openAgain.forMs) return ports.queue.send([job], openAgain.everySeconds);
  ports.log.error(`There is no digest for ${job.dueAt}: for six hours it could not be opened.`);
}
