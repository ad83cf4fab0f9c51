import type { Round } from '../model/digest.ts';
import type { CloseDigestJob } from '../model/job.ts';
import { resourceKey } from '../model/resource-id.ts';
import { digestMessages } from '../present/digest-message.ts';
import { digestKey } from './digest-key.ts';
import type { JobRun } from './ports.ts';
import { postThread } from './post-thread.ts';

/** Posts the digest of a round with the parts that are there; once, whoever comes first. */
export async function closeRound({ ports }: JobRun, round: Round): Promise<void> {
  const filed = await ports.rounds.parts(round.id);
  const told = await ports.rounds.fix(
    round.id,
    filed.map(({ cluster }) => resourceKey(cluster.resourceId)),
  );
  // Channel and thread may be posted by different callers: both tell of the same parts.
  const parts = filed.filter(({ cluster }) => told.has(resourceKey(cluster.resourceId)));
  const posting = {
    key: digestKey(round.id),
    place: { channel: round.channel },
    notBefore: round.openedAt,
  };
  await postThread(ports, posting, digestMessages({ round, parts, now: ports.now() }));
}

/** Posts the digest if all parts are there. */
export async function closeIfComplete(run: JobRun, round: Round): Promise<void> {
  const filed = await run.ports.rounds.filed(round.id);
  if (filed.size >= round.clusters.length) await closeRound(run, round);
}

/** At the deadline: what has not come by now is named in the digest. */
export async function closeDigest(run: JobRun, job: CloseDigestJob): Promise<void> {
  const round = await run.ports.rounds.read(job.round);
  if (round !== undefined) await closeRound(run, round);
}
