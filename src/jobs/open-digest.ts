import { createHash } from 'node:crypto';
import type { Round } from '../model/digest.ts';
import type { Fleet } from '../model/fleet.ts';
import type { CloseDigestJob, DigestPartJob, OpenDigestJob } from '../model/job.ts';
import { resourceKey } from '../model/resource-id.ts';
import { closeRound } from './close-round.ts';
import { digestKey } from './digest-key.ts';
import type { JobRun } from './ports.ts';
import { alreadyPosted } from './post-once.ts';
import { TryAgain } from './try-again.ts';

/**
 * Opens a round of digests: fixes which clusters it is about, sends a job for each and one that closes the round at
 * its deadline. Done again it finds the round open and sends only what has not come back.
 */
export async function openDigest(run: JobRun, job: OpenDigestJob): Promise<void> {
  const { ports, options } = run;
  if (options.digest === undefined) return ports.log.info('No digest: OSM_DIGEST_CHANNEL is not set.');
  if ((await alreadyPosted(ports, digestKey(job.dueAt))) !== undefined) return;
  const round = (await ports.rounds.read(job.dueAt)) ?? (await open(run, job, options.digest));
  const head = { version: 1, askedAt: job.askedAt, by: job.by, round: round.id } as const;
  await sendClosing(run, job, round);
  const filed = await ports.rounds.filed(round.id);
  const missing = round.clusters.filter(({ resourceId }) => !filed.has(resourceKey(resourceId)));
  await ports.queue.send(
    missing.map(
      (cluster): DigestPartJob => ({
        ...head,
        do: 'digestPart',
        id: partId(round.id, cluster.resourceId),
        cluster,
      }),
    ),
  );
  if (missing.length === 0) await closeRound(run, round);
}

/** Sends the job that closes a round, so that it arrives at the deadline. */
async function sendClosing({ ports }: JobRun, job: OpenDigestJob, round: Round): Promise<void> {
  const seconds = Math.max(0, (Date.parse(round.deadline) - ports.now().getTime()) / 1_000);
  const { askedAt, by } = job;
  const closing: CloseDigestJob = {
    version: 1,
    do: 'closeDigest',
    id: `close ${round.id}`,
    askedAt,
    by,
    round: round.id,
  };
  await ports.queue.send([closing], Math.ceil(seconds));
}

async function open(
  { ports, options, attempt }: JobRun,
  job: OpenDigestJob,
  { channel, minutes }: { readonly channel: string; readonly minutes: number },
): Promise<Round> {
  const fleet = await ports.fleet.list({ fresh: true });
  if (fleet.clusters.length === 0 && fleet.problems.length > 0 && attempt < 3) {
    throw new TryAgain(`No cluster could be listed for the digest: ${fleet.problems[0]}`);
  }
  const told = fleet.clusters.filter((cluster) => options.mayAnswerIn(channel, cluster));
  const withheld = fleet.clusters.length - told.length;
  const before = ((await ports.rounds.last())?.clusters ?? []).filter((cluster) =>
    options.mayAnswerIn(channel, cluster),
  );
  const now = ports.now();
  return ports.rounds.open({
    id: job.dueAt,
    openedAt: now.toISOString(),
    deadline: new Date(now.getTime() + minutes * 60_000).toISOString(),
    channel,
    clusters: told.map(({ name, resourceId }) => ({ name, resourceId })),
    problems: [...fleet.problems, ...goneSince(before, fleet)],
    ...(withheld === 0 ? {} : { withheld }),
  });
}

/** Clusters of the last digest that are listed no more: once, so that nobody takes silence for health. */
function goneSince(before: Round['clusters'], fleet: Fleet): string[] {
  const there = new Set(fleet.clusters.map(({ resourceId }) => resourceKey(resourceId)));
  const gone = before.filter(({ resourceId }) => !there.has(resourceKey(resourceId)));
  return gone.map(
    ({ name }) =>
      `${name} was in the last digest and is not listed now: it was deleted, its OSM add-on was switched off, or our identity no longer sees it.`,
  );
}

function partId(round: string, resourceId: string): string {
  const hash = createHash('sha256').update(resourceKey(resourceId)).digest('hex').slice(0, 16);
  return `digest ${round} ${hash}`;
}
