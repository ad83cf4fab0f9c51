import { neededInputs } from '../engine/needed-inputs.ts';
import { type Area, areas, type Check, type Tier } from '../model/check.ts';
import type { CheckJob } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { InputName } from '../model/snapshot.ts';
import type { JobRun, Ports, Posted } from './ports.ts';
import { alreadyPosted } from './post-once.ts';

/** Under this key stands the message that tells how far a check is. */
export function progressKey(job: CheckJob): string {
  return `${job.id} progress`;
}

/** Where the progress of a check stands; also when whoever posted it died before it could say so. */
export async function progressAt({ marks, chat }: Ports, job: CheckJob): Promise<Posted | undefined> {
  const key = progressKey(job);
  const mark = await marks.read(key);
  if (mark?.is !== 'pending') return mark?.at;
  const found = await chat.find(job.answerTo, key, job.askedAt);
  return typeof found === 'object' ? found : undefined;
}

/** Slack lets one message change about once a second. */
const pauseMs = 1_500;

/** A message that tells how far reading has come. */
export interface Progress {
  /** What is still being read. */
  onRead(open: readonly InputName[]): void;
  /** No more changes; resolves when the last one is over, so that it cannot overtake the answer. */
  stop(): Promise<void>;
}

/** Areas of the selected checks in their order, and whether all that each needs has been read. */
export type AreaProgress = readonly { readonly area: Area; readonly done: boolean }[];

/** How far each area has come while some inputs are open. */
export function areaProgress(
  selected: readonly Check[],
  tiers: readonly Tier[],
  open: readonly InputName[],
): AreaProgress {
  const missing = new Set(open);
  return areas.flatMap((area) => {
    const here = selected.filter((check) => check.area === area);
    if (here.length === 0 || area === 'tool') return [];
    return [{ area, done: ![...neededInputs(here, tiers)].some((input) => missing.has(input)) }];
  });
}

/** Rewrites a message as areas finish, no more often than the chat likes. What fails here is not missed. */
export function progressIn(
  { ports, options: { tiers } }: JobRun,
  job: CheckJob,
  at: Posted,
  messageFor: (areas: AreaProgress) => Message,
  selected: readonly Check[],
): Progress {
  let latest: readonly InputName[] | undefined;
  let stopped = false;
  let sending: Promise<unknown> = Promise.resolve();
  const send = async (open: readonly InputName[]) => {
    // A worker that was given up on reads on: it must not turn the answer of another one into progress again.
    const answered = await alreadyPosted(ports, job.id);
    if (stopped || answered !== undefined) return;
    await ports.chat.update(at, messageFor(areaProgress(selected, tiers, open)), progressKey(job));
  };
  const run = async () => {
    while (!stopped) {
      await ports.wait(pauseMs);
      if (stopped || latest === undefined) continue;
      sending = send(latest).catch(() => undefined);
      latest = undefined;
      await sending;
    }
  };
  void run();
  return {
    onRead: (open) => {
      latest = open;
    },
    stop: async () => {
      stopped = true;
      await sending;
    },
  };
}
