import type { Job } from '../model/job.ts';
import { askedWords } from '../present/asked-words.ts';
import { answerAlert } from './answer-alert.ts';
import { checkCluster } from './check-cluster.ts';
import { cleanUp } from './clean-up.ts';
import { closeDigest } from './close-round.ts';
import { nameOfAsker } from './file-report.ts';
import { judgeDigestPart } from './judge-digest-part.ts';
import { keptText } from './kept-text.ts';
import { openDigest } from './open-digest.ts';
import { parseJob } from './parse-job.ts';
import type { AuditLine, JobRun } from './ports.ts';
import { tell } from './tell.ts';
import { TryAgain } from './try-again.ts';

/**
 * Does what a message of the queue asks for. Returns when nothing is left to do; throws when the message is to be
 * delivered again. A message of another version is kept aside: a newer release may have sent it before it was rolled
 * back.
 */
export async function runJob(run: JobRun, message: unknown): Promise<void> {
  const { ports, options, attempt } = run;
  const parsed = parseJob(message);
  if (parsed.is !== 'job') {
    const why = parsed.is === 'malformed' ? parsed.why : 'it is of a version that this release does not know';
    ports.log.error(`A message was put aside into osm-jobs-kept: ${why}.`);
    return ports.queue.keep(keptText(message));
  }
  const { job } = parsed;
  ports.log.info(`Job ${job.id}: ${asked(job)}${attempt > 1 ? `, attempt ${attempt}` : ''}.`);
  await withinSeconds(options.jobSeconds, job, async () => {
    if (job.by.is === 'person' || job.by.is === 'alert') await ports.audit.add(auditLine(job));
    await dispatch(run, job);
  });
}

function dispatch(run: JobRun, job: Job): Promise<void> {
  switch (job.do) {
    case 'check':
      return checkCluster(run, job);
    case 'tell':
      return tell(run, job);
    case 'openDigest':
      return openDigest(run, job);
    case 'digestPart':
      return judgeDigestPart(run, job);
    case 'closeDigest':
      return closeDigest(run, job);
    case 'alert':
      return answerAlert(run, job);
    case 'cleanUp':
      return cleanUp(run);
  }
}

/** What was asked, in the words of the command. */
function asked(job: Job): string {
  switch (job.do) {
    case 'check':
    case 'tell':
      return askedWords(job);
    case 'openDigest':
      return `open the digest of ${job.dueAt}`;
    case 'digestPart':
      return `judge ${job.cluster.name} for the digest of ${job.round}`;
    case 'closeDigest':
      return `close the digest of ${job.round}`;
    case 'alert':
      return `answer the alert ${job.alert.rule} (${job.alert.condition})`;
    case 'cleanUp':
      return 'clean up';
  }
}

function auditLine(job: Job): AuditLine {
  const { by } = job;
  return {
    jobId: job.id,
    at: job.askedAt,
    by: nameOfAsker(by),
    asked: asked(job),
    ...(by.is === 'person' ? { team: by.team, channel: by.channel } : {}),
    ...(job.do === 'check' ? { cluster: job.cluster } : {}),
    ...(job.do === 'tell' && 'cluster' in job.asked && job.asked.cluster !== undefined
      ? { cluster: job.asked.cluster }
      : {}),
  };
}

/** A job that hangs gives its place to others before the host's own timeout ends the whole instance. */
async function withinSeconds(seconds: number, job: Job, work: () => Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new TryAgain(`Job ${job.id} (${job.do}) did not end within ${seconds} s.`)),
    seconds * 1_000,
  );
  timer.unref();
  try {
    await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
