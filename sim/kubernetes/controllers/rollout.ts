import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../cluster.ts';
import { recordAt, textAt, valueAt } from '../record.ts';
import { deploymentStatus } from './deployment-status.ts';
import type { Kubelet } from './kubelet.ts';
import { templateHash } from './names.ts';
import { isReady } from './pod-status.ts';
import { fillSet, podsOf, wishOf } from './replica-sets.ts';
import { managedBy, ownedBy, type World } from './world.ts';

const revision = 'deployment.kubernetes.io/revision';

/** By uid of a Deployment: which of its ReplicaSets, by name, was made from which template. */
export type Templates = Map<string, Map<string, string>>;

function setsOf(world: World, deployment: KubernetesObject): KubernetesObject[] {
  return [...managedBy(world, 'ReplicaSet', deployment)];
}

function revisionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.[revision] ?? 0);
}

function templateOf(deployment: KubernetesObject): string {
  return JSON.stringify(valueAt(deployment, 'spec', 'template'));
}

/** Takes what stands there at the start for granted: the newest set of each Deployment is of its template. */
export function knownTemplates(world: World): Templates {
  return new Map(
    world.all('Deployment').map((deployment) => {
      const [newest] = setsOf(world, deployment).sort((one, other) => revisionOf(other) - revisionOf(one));
      const known = new Map([[templateOf(deployment), newest?.metadata.name ?? '']]);
      return [deployment.metadata.uid ?? '', known];
    }),
  );
}

function newSet(world: World, deployment: KubernetesObject, number: number): KubernetesObject {
  const template = recordAt(deployment, 'spec', 'template');
  const { name, namespace = '' } = deployment.metadata;
  const hash = templateHash(deployment.metadata.uid ?? name, templateOf(deployment));
  const labelled = { ...recordAt(template, 'metadata', 'labels'), 'pod-template-hash': hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      uid: randomUUID(),
      creationTimestamp: world.now(),
      generation: 1,
      labels: labelled as Record<string, string>,
      annotations: { [revision]: String(number) },
      ownerReferences: ownedBy(deployment),
    },
    spec: {
      replicas: 0,
      selector: {
        matchLabels: {
          ...recordAt(deployment, 'spec', 'selector', 'matchLabels'),
          'pod-template-hash': hash,
        },
      },
      template: { ...template, metadata: { ...recordAt(template, 'metadata'), labels: labelled } },
    },
    status: { replicas: 0 },
  };
}

/** The name of the set that a Deployment's pods are to come from now; empty where it was never known. */
function currentSet(world: World, templates: Templates, deployment: KubernetesObject): string {
  const uid = deployment.metadata.uid ?? '';
  const known = templates.get(uid) ?? new Map<string, string>();
  templates.set(uid, known);
  const template = templateOf(deployment);
  const name = known.get(template);
  if (name !== undefined) return name;
  const number = Math.max(0, revisionOf(deployment), ...setsOf(world, deployment).map(revisionOf)) + 1;
  const made = newSet(world, deployment, number);
  known.set(template, made.metadata.name);
  world.save(made);
  return made.metadata.name;
}

/** `25%` or a number, of the replicas wanted. Source: k8s.io/apimachinery pkg/util/intstr. */
function share(value: unknown, of: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(String(value ?? '25%'))?.[1] ?? '25';
  return round((Number(percent) * of) / 100);
}

/** How many pods there may be too many and too few. */
function slack(deployment: KubernetesObject, desired: number): { surge: number; unavailable: number } {
  if (textAt(deployment, 'spec', 'strategy', 'type') === 'Recreate')
    return { surge: 0, unavailable: desired };
  const rolling = recordAt(deployment, 'spec', 'strategy', 'rollingUpdate');
  const surge = share(rolling['maxSurge'], desired, Math.ceil);
  const unavailable = share(rolling['maxUnavailable'], desired, Math.floor);
  return surge + unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

interface Shares {
  readonly set: KubernetesObject;
  readonly wish: number;
  readonly ready: number;
}

function sharesOf(world: World, set: KubernetesObject): Shares {
  return { set, wish: wishOf(set), ready: podsOf(world, set).filter(isReady).length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Takes so many from the old sets, oldest first: what is not ready, then what may be spared. */
function shrunk(olds: readonly Shares[], removable: number, spare: number): Map<KubernetesObject, number> {
  let [left, spared] = [removable, spare];
  const wishes = new Map<KubernetesObject, number>();
  for (const { set, wish, ready } of olds) {
    const unhealthy = Math.min(left, Math.max(0, wish - ready));
    left -= unhealthy;
    const healthy = Math.min(left, Math.max(0, spared), wish - unhealthy);
    left -= healthy;
    spared -= healthy;
    wishes.set(set, wish - unhealthy - healthy);
  }
  return wishes;
}

function resized(world: World, set: KubernetesObject, replicas: number): void {
  world.save({ ...set, spec: { ...recordAt(set, 'spec'), replicas } });
}

/** One step of a rolling update. Source: kubernetes pkg/controller/deployment/rolling.go. */
function roll(world: World, deployment: KubernetesObject, fresh: Shares, olds: readonly Shares[]): void {
  const desired = Number(valueAt(deployment, 'spec', 'replicas') ?? 1);
  const { surge, unavailable } = slack(deployment, desired);
  const oldWish = sum(olds.map(({ wish }) => wish));
  const room = Math.max(0, desired + surge - oldWish - fresh.wish);
  const wish = Math.min(desired, fresh.wish + (oldWish === 0 ? desired : room));
  resized(world, fresh.set, wish);
  const least = desired - unavailable;
  const removable = wish + oldWish - least - Math.max(0, wish - fresh.ready);
  const spare = fresh.ready + sum(olds.map(({ ready }) => ready)) - least;
  for (const [set, less] of shrunk(olds, Math.max(0, removable), spare)) resized(world, set, less);
}

/** Takes a Deployment one step towards what it says. */
export function rollOut(
  world: World,
  kubelet: Kubelet,
  templates: Templates,
  deployment: KubernetesObject,
  nowMs: number,
): void {
  const name = currentSet(world, templates, deployment);
  const sets = setsOf(world, deployment);
  const current = sets.find(({ metadata }) => metadata.name === name);
  // A Deployment that came without its ReplicaSet is scenery until somebody changes its template.
  if (current === undefined) return;
  const olds = sets
    .filter((set) => set !== current)
    .sort((one, other) => revisionOf(one) - revisionOf(other));
  roll(
    world,
    deployment,
    sharesOf(world, current),
    olds.map((set) => sharesOf(world, set)),
  );
  for (const set of setsOf(world, deployment)) {
    const source = set.metadata.name === name ? deployment : set;
    fillSet(world, kubelet, set, recordAt(source, 'spec', 'template'), nowMs);
  }
  const after = setsOf(world, deployment);
  const newest = after.find(({ metadata }) => metadata.name === name);
  const annotations = {
    ...deployment.metadata.annotations,
    [revision]: String(revisionOf(newest ?? current)),
  };
  const { unavailable } = slack(deployment, Number(valueAt(deployment, 'spec', 'replicas') ?? 1));
  world.save({
    ...deployment,
    metadata: { ...deployment.metadata, annotations },
    status: deploymentStatus(world, deployment, { sets: after, newest: newest ?? current, unavailable }),
  });
}
