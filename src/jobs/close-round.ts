import type { Round } from '../model/digest.ts';
import type { CloseDigestJob } from '../model/job.ts';
import { digestMessages } from '../present/digest-message.ts';
import type { JobRun } from './ports.ts';
import { postThread } from './post-thread.ts';

/** Under this key the digest of a round is posted. */
export function digestKey(round: string): string {
  return `digest ${round}`;
}

/** Posts the digest of a round with the parts that are there; once, whoever comes first. */
export async function closeRound({ ports }: JobRun, round: Round): Promise<void> {
  const parts = await ports.rounds.parts(round.id);
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
