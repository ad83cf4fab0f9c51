import { giveUpJob } from '../../src/jobs/give-up.ts';
import type { JobOptions, Mark, Ports, RunningCheck, SavedReport } from '../../src/jobs/ports.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Round, RoundPart } from '../../src/model/digest.ts';
import type { FleetCluster, FleetReading } from '../../src/model/fleet.ts';
import type { Job, Place } from '../../src/model/job.ts';
import type { Message } from '../../src/model/message.ts';
import type { Report } from '../../src/model/report.ts';
import { resourceKey } from '../../src/model/resource-id.ts';

/*
 * Jobs over ports that live in memory, with every interleaving and every death chosen by the test: between any two
 * effects another worker may run, or the worker may die. It keeps what the contracts of src/jobs/ports.ts say; that
 * the real stores keep them too is tested against Azurite, and that a killed process loses nothing in test/app.
 */

/** A world of workers, a queue, stores and a chat. */
export interface World {
  /** What stands in the channels: a message may be written anew. */
  readonly posts: { readonly place: Place; readonly key: string; message: Message }[];
  /** What people were told alone, or through their own command. */
  readonly answers: { readonly user: string; readonly seenBy: string; readonly message: Message }[];
  /** Files, and where everybody sees them. */
  readonly files: { readonly place: Place; readonly name: string }[];
  readonly rounds: Map<string, { round: Round; parts: Map<string, RoundPart> }>;
  /** What the last effect of each dead worker was. */
  readonly deaths: string[];
  readonly kept: string[];
  readonly logged: string[];
  readonly audit: string[];
  /** Runs until nothing is left to do. */
  run(jobs: readonly Job[]): Promise<void>;
}

/** What a world is made of. */
export interface WorldOptions {
  readonly clusters: readonly FleetCluster[];
  readonly problems?: readonly string[];
  read(cluster: FleetCluster): FleetReading;
  /** Whether the chat's scopes allow looking for a message. */
  readonly canFind: boolean;
  /** The next number below `n`: chooses who goes on. */
  choose(n: number): number;
  /** Whether the worker that has just done this effect dies. */
  dies?(effect: string): boolean;
  /** What the chat does instead of taking the n-th post; counted from zero. */
  refuses?(n: number): 'posts' | 'refused' | 'refusedForGood' | 'unclear' | 'unclearAndPosted';
  /** The last report of each cluster, as it stood before. */
  readonly latest?: readonly Report[];
  /** How sharing a file ends when it does not succeed. */
  readonly sharing?: 'refusedForGood' | 'unclear';
  /** How long the message of a worker stays hidden, be it dead or slow. */
  readonly lockMs?: number;
  /** Whether answers to one person end without a word from the chat. */
  readonly answersAreUnclear?: boolean;
  /** Whether somebody has deleted the message. */
  deletes?(ts: string): boolean;
  readonly options?: Partial<JobOptions>;
}

interface Waiting {
  readonly worker: number;
  readonly effect: string | undefined;
  readonly notBefore: number;
  readonly resume: () => void;
}

interface Queued {
  readonly job: Job;
  visibleAt: number;
  attempts: number;
}

const retryMs = 30_000;
const maxAttempts = 5;

export function world(given: WorldOptions): World {
  let time = Date.parse('2026-11-23T07:00:00Z');
  const waiting: Waiting[] = [];
  const queue: Queued[] = [];
  const marks = new Map<string, Mark>();
  const saved = new Map<string, SavedReport>(
    (given.latest ?? []).map((report) => [
      `latest ${resourceKey(report.cluster.resourceId ?? '')}`,
      { jobId: 'before', report },
    ]),
  );
  const checks = new Map<string, RunningCheck>();
  const fixed = new Map<string, ReadonlySet<string>>();
  let running = 0;
  const dead = new Set<number>();
  const seen: World = {
    posts: [],
    answers: [],
    files: [],
    rounds: new Map(),
    deaths: [],
    kept: [],
    logged: [],
    audit: [],
    run,
  };

  function portsOf(worker: number): Ports {
    const turn = (effect?: string, ms = 0) =>
      new Promise<void>((resume) => {
        if (!dead.has(worker)) waiting.push({ worker, effect, notBefore: time + ms, resume });
      });
    /** Others may run before it and after it; after it the worker may die. */
    const effect = async <T>(name: string, happens: () => T): Promise<T> => {
      await turn();
      const result = happens();
      await turn(name);
      return result;
    };
    const log = (says: string) => void seen.logged.push(says);
    return {
      now: () => new Date(time),
      wait: (ms) => turn(undefined, ms),
      log: { info: log, warn: log, error: log },
      cleanUp: () => effect('cleanUp', () => 0),
      audit: { add: (line) => effect('audit', () => void seen.audit.push(`${line.by}: ${line.asked}`)) },
      fleet: {
        list: () =>
          effect('list', () => ({
            clusters: given.clusters,
            problems: given.problems ?? [],
            listedAt: new Date(time).toISOString(),
          })),
        read: (cluster) => effect(`read ${cluster.name}`, () => given.read(cluster)),
      },
      chat: {
        withinMs: 9_000,
        post: (place, message, key) =>
          effect('post', () => {
            const how = given.refuses?.(seen.posts.length) ?? 'posts';
            if (how === 'refused')
              return { is: 'refused', because: 'ratelimited', retryAfterSeconds: 1, lasting: false };
            if (how === 'refusedForGood') return { is: 'refused', because: 'not_in_channel', lasting: true };
            if (how !== 'unclear') seen.posts.push({ place, key, message });
            if (how !== 'posts') return { is: 'unclear', because: 'timeout' };
            return { is: 'posted', at: { channel: place.channel, ts: String(seen.posts.length) } };
          }),
        update: (at, message) =>
          effect('update', () => {
            const post = seen.posts[Number(at.ts) - 1];
            if (post === undefined || given.deletes?.(at.ts) === true) return { is: 'gone' };
            post.message = message;
            return { is: 'updated' };
          }),
        answer: (place, user, message, seenBy) =>
          effect('answer', () => {
            seen.answers.push({ user, seenBy, message });
            if (given.answersAreUnclear === true) return { is: 'unclear', because: 'timeout' };
            return { is: 'posted', at: { channel: place.channel, ts: 'alone' } };
          }),
        share: (place, { name }) =>
          effect('share', () => {
            if (given.sharing === 'unclear') return { is: 'unclear', because: 'timeout' };
            if (given.sharing !== undefined)
              return { is: 'refused', because: 'file_uploads_disabled', lasting: true };
            seen.files.push({ place, name });
            return { is: 'posted', at: { channel: place.channel, ts: place.thread ?? '' } };
          }),
        find: (place, key) =>
          effect('find', () => {
            if (!given.canFind) return 'cannotLook';
            const index = seen.posts.findIndex((post) => post.key === key);
            return index < 0 ? 'notThere' : { channel: place.channel, ts: String(index + 1) };
          }),
      },
      marks: {
        read: (key) => effect('readMark', () => marks.get(key)),
        claim: (key, leaseMs, now) =>
          effect('claim', () => {
            const mark = marks.get(key);
            const stale = mark?.is === 'pending' && Date.parse(mark.since) < now().getTime() - leaseMs;
            if (mark !== undefined && !stale) return { is: 'taken', mark };
            marks.set(key, { is: 'pending', since: now().toISOString() });
            return { is: 'mine', etag: now().toISOString(), ...(mark === undefined ? {} : { after: mark }) };
          }),
        record: (key, at) => effect('record', () => void marks.set(key, { is: 'posted', at })),
        release: (key) => effect('release', () => void marks.delete(key)),
      },
      reports: {
        saved: (cluster, kind) => effect('saved', () => saved.get(`${kind} ${resourceKey(cluster)}`)),
        save: (cluster, kind, next, before) =>
          effect('save', () => {
            const key = `${kind} ${resourceKey(cluster)}`;
            const standing = saved.get(key);
            if (standing !== before && standing !== undefined) return standing;
            saved.set(key, next);
            return next;
          }),
        addRun: () => effect('addRun', () => undefined),
        runs: () => effect('runs', () => []),
      },
      rounds: {
        open: (round) =>
          effect('openRound', () => {
            const there = seen.rounds.get(round.id) ?? { round, parts: new Map() };
            seen.rounds.set(round.id, there);
            return there.round;
          }),
        read: (id) => effect('readRound', () => seen.rounds.get(id)?.round),
        file: (id, part) =>
          effect('file', () => {
            const { parts } = seen.rounds.get(id) ?? { parts: new Map<string, RoundPart>() };
            const key = resourceKey(part.cluster.resourceId);
            if (!parts.has(key)) parts.set(key, part);
          }),
        filed: (id) => effect('filed', () => new Set(seen.rounds.get(id)?.parts.keys())),
        parts: (id) => effect('parts', () => [...(seen.rounds.get(id)?.parts.values() ?? [])]),
        fix: (id, keys) =>
          effect('fix', () => {
            const there = fixed.get(id) ?? new Set(keys);
            fixed.set(id, there);
            return there;
          }),
        fixed: (id) => effect('fixed', () => fixed.get(id)),
        last: () => effect('last', () => [...seen.rounds.values()].at(-1)?.round),
      },
      running: {
        begin: (key, check, staleBefore) =>
          effect('begin', () => {
            const standing = checks.get(key);
            if (standing !== undefined && Date.parse(standing.since) >= staleBefore.getTime())
              return standing;
            checks.set(key, check);
            return check;
          }),
        end: (key, jobId) =>
          effect('end', () => {
            if (checks.get(key)?.jobId === jobId) checks.delete(key);
          }),
      },
      queue: {
        send: async (jobs, delaySeconds = 0) => {
          for (const job of jobs) {
            await effect('send', () =>
              queue.push({ job, visibleAt: time + delaySeconds * 1_000, attempts: 0 }),
            );
          }
        },
        keep: (message) => effect('keep', () => void seen.kept.push(message)),
      },
    };
  }

  const options: JobOptions = {
    digest: { channel: 'C0DIGEST', minutes: 15 },
    alertChannel: 'C0ALERTS',
    mayAnswerIn: () => true,
    budgetMs: 30_000,
    // Real seconds, while the world's are not: the deadline has a test of its own.
    jobSeconds: 60,
    tiers: [],
    retentionDays: 90,
    ...given.options,
  };

  function deliver(message: Queued): void {
    running += 1;
    const worker = running;
    message.attempts += 1;
    message.visibleAt = time + (given.lockMs ?? 600_000);
    const run = { ports: portsOf(worker), options, attempt: message.attempts };
    const text = JSON.stringify(message.job);
    const work = message.attempts > maxAttempts ? giveUpJob(run, text) : runJob(run, text);
    work.then(
      // Another delivery of the same message may have taken it out before.
      () => queue.includes(message) && queue.splice(queue.indexOf(message), 1),
      (error: Error) => {
        if (error.name !== 'TryAgain') seen.logged.push(`${error.name}: ${error.message}`);
        message.visibleAt = time + retryMs;
      },
    );
  }

  async function settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async function run(jobs: readonly Job[]): Promise<void> {
    queue.push(...jobs.map((job) => ({ job, visibleAt: time, attempts: 0 })));
    for (let steps = 0; queue.length > 0 || waiting.length > 0; steps += 1) {
      if (steps > 20_000) throw new Error('the world does not come to rest');
      if (!step()) time = nextEvent();
      await settle();
    }
  }

  /** One worker goes on, or one message is delivered; false when all wait for a later time. */
  function step(): boolean {
    const ready = waiting.filter(({ notBefore }) => notBefore <= time);
    const visible = queue.filter(({ visibleAt }) => visibleAt <= time);
    const free = visible.slice(0, Math.max(0, 4 - ready.length));
    if (ready.length + free.length === 0) return false;
    const chosen = given.choose(ready.length + free.length);
    const next = ready[chosen];
    const message = free[chosen - ready.length];
    if (next !== undefined) goOn(next);
    else if (message !== undefined) deliver(message);
    return true;
  }

  function goOn(next: Waiting): void {
    waiting.splice(waiting.indexOf(next), 1);
    if (next.effect === undefined || given.dies?.(next.effect) !== true) {
      next.resume();
      return;
    }
    seen.deaths.push(next.effect);
    dead.add(next.worker);
    // Whatever else the worker had begun ends with it.
    for (const other of waiting.filter(({ worker }) => worker === next.worker)) {
      waiting.splice(waiting.indexOf(other), 1);
    }
  }

  function nextEvent(): number {
    const times = [...waiting.map(({ notBefore }) => notBefore), ...queue.map(({ visibleAt }) => visibleAt)];
    return Math.min(...times);
  }

  return seen;
}
