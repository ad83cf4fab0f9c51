import type { Catalogue } from '../catalogue.ts';
import type { Store } from '../store.ts';
import { followPods } from './endpoints.ts';
import { type Kubelet, runPods } from './kubelet.ts';
import { rootsOf, startProgram } from './programs.ts';
import { knownTemplates, rollOut } from './rollout.ts';
import { worldOf } from './world.ts';

/** How fast the controllers are: 1 lets a rollout of two pods take a bit more than a second, 0.1 a tenth of that. */
export interface Pace {
  readonly pace: number;
}

/** Controllers that follow what is written to a simulated cluster. */
export interface Controllers {
  /** Lets the pods of a Deployment end as soon as they start, until `recover`. */
  crash(namespace: string, deployment: string): void;
  recover(namespace: string, deployment: string): void;
  isCrashing(namespace: string, deployment: string): boolean;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
  stop(): void;
}

/** Milliseconds at pace 1: from a write to the first reaction, and from one step of a pod to the next. */
const reactionMs = 30;
const stepMs = 170;

interface Loop {
  readonly kubelet: Kubelet;
  readonly reconcile: (nowMs: number) => void;
  readonly waiting: (() => void)[];
  timer: NodeJS.Timeout | undefined;
  /** When the timer strikes, so that a nearer event can come first. */
  at: number;
  stopped: boolean;
}

function wakeIn(loop: Loop, ms: number): void {
  const at = performance.now() + ms;
  if (loop.stopped || (loop.timer !== undefined && loop.at <= at)) return;
  clearTimeout(loop.timer);
  loop.at = at;
  loop.timer = setTimeout(() => tick(loop), ms);
}

function tick(loop: Loop): void {
  loop.timer = undefined;
  loop.reconcile(performance.now());
  const nearest = Math.min(...[...loop.kubelet.due.values()].map(({ at }) => at));
  if (Number.isFinite(nearest)) wakeIn(loop, Math.max(0, nearest - performance.now()));
  if (loop.timer !== undefined) return;
  for (const resolve of loop.waiting.splice(0)) resolve();
}

/**
 * Starts the controllers over a store. What stands there is taken as it is; from the first write on, everything
 * moves towards what the objects say, step by step.
 */
export function startControllers(
  store: Store,
  catalogue: Catalogue,
  now: () => string,
  { pace }: Pace,
): Controllers {
  const world = worldOf(store, catalogue, now);
  const [templates, roots] = [knownTemplates(world), rootsOf(world)];
  const kubelet: Kubelet = {
    due: new Map(),
    crashing: new Set(),
    crashed: new Set(),
    stepMs: stepMs * pace,
    started: (pod) => startProgram(world, roots, pod),
  };
  const reconcile = (nowMs: number): void => {
    runPods(world, kubelet, nowMs);
    followPods(world);
    for (const deployment of world.all('Deployment')) rollOut(world, kubelet, templates, deployment, nowMs);
    followPods(world);
  };
  const loop: Loop = {
    kubelet,
    reconcile,
    waiting: [],
    timer: undefined,
    at: 0,
    stopped: false,
  };
  const wake = (): void => wakeIn(loop, reactionMs * pace);
  store.changed = wake;
  return {
    crash: (namespace, deployment) => {
      kubelet.crashing.add(`${namespace}/${deployment}`);
      wake();
    },
    recover: (namespace, deployment) => {
      kubelet.crashing.delete(`${namespace}/${deployment}`);
      wake();
    },
    isCrashing: (namespace, deployment) => kubelet.crashing.has(`${namespace}/${deployment}`),
    settled: () =>
      loop.timer === undefined
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            loop.waiting.push(resolve);
          }),
    stop: () => {
      loop.stopped = true;
      clearTimeout(loop.timer);
      loop.timer = undefined;
      store.changed = undefined;
      for (const resolve of loop.waiting.splice(0)) resolve();
    },
  };
}
