import type { KubernetesObject } from '../cluster.ts';
import { isRecord, listAt, recordAt, textAt, valueAt } from '../record.ts';
import { crashedStatus, isReady, type Progress, statusOf } from './pod-status.ts';
import { ownerUid, type World } from './world.ts';

/** What is under way with pods. Nothing of it is about pods that stood there from the start and were left alone. */
export interface Kubelet {
  /** By uid: what a pod comes to next, and when, in milliseconds of the controllers' clock. */
  readonly due: Map<string, { readonly to: Progress | 'gone'; readonly at: number }>;
  /** Deployments, as `namespace/name`, whose pods end as soon as they start. */
  readonly crashing: Set<string>;
  /** Pods, by uid, that were brought down so. */
  readonly crashed: Set<string>;
  /** How long a step takes, in milliseconds. */
  readonly stepMs: number;
  /** Called when a pod has become ready. */
  readonly started: (pod: KubernetesObject) => void;
}

const next: Readonly<Record<Progress, Progress | undefined>> = {
  creating: 'initialising',
  initialising: 'running',
  running: undefined,
};

/**
 * The node with the fewest pods of the same ReplicaSet, else of any, and a free address there. Kubernetes spreads by
 * Service, so that two pods of one rollout can land together; there that is chance, here it would be a fault.
 */
function placed(world: World, pod: KubernetesObject): KubernetesObject {
  const nodes = world.all('Node');
  const pods = world.all('Pod');
  const on = (node: KubernetesObject, some: readonly KubernetesObject[]) =>
    some.filter((other) => textAt(other, 'spec', 'nodeName') === node.metadata.name).length;
  const owner = ownerUid(pod);
  const beside = owner === undefined ? [] : pods.filter((other) => ownerUid(other) === owner);
  const [node] = [...nodes].sort(
    (one, other) => on(one, beside) - on(other, beside) || on(one, pods) - on(other, pods),
  );
  const at = node === undefined ? 0 : nodes.indexOf(node);
  const taken = new Set(pods.map((other) => textAt(other, 'status', 'podIP')));
  const addresses = Array.from({ length: 250 }, (_, n) => `10.244.${at}.${4 + n}`);
  const podIP = addresses.find((address) => !taken.has(address)) ?? `10.245.${at}.1`;
  const hostIP = textAt(
    listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === 'InternalIP'),
    'address',
  );
  return {
    ...pod,
    spec: { ...recordAt(pod, 'spec'), ...(node === undefined ? {} : { nodeName: node.metadata.name }) },
    status: { podIP, hostIP },
  };
}

/** A pod that no kubelet has seen yet: without any condition. */
function isNew(pod: KubernetesObject): boolean {
  const phase = textAt(pod, 'status', 'phase');
  return (phase === '' || phase === 'Pending') && valueAt(pod, 'status', 'conditions') === undefined;
}

function begin(world: World, kubelet: Kubelet, pod: KubernetesObject, nowMs: number): void {
  const on = placed(world, pod);
  world.save({ ...on, status: statusOf(on, 'creating', world.now()) });
  kubelet.due.set(pod.metadata.uid ?? '', { to: 'initialising', at: nowMs + kubelet.stepMs });
}

/** `namespace/name` of the Deployment that a pod belongs to. */
function deploymentOf(world: World, pod: KubernetesObject): string | undefined {
  const set = world.all('ReplicaSet').find(({ metadata }) => metadata.uid === ownerUid(pod));
  const deployment = set && world.all('Deployment').find(({ metadata }) => metadata.uid === ownerUid(set));
  return deployment && `${deployment.metadata.namespace}/${deployment.metadata.name}`;
}

function advance(world: World, kubelet: Kubelet, pod: KubernetesObject, to: Progress, nowMs: number): void {
  const uid = pod.metadata.uid ?? '';
  world.save({ ...pod, status: statusOf(pod, to, world.now()) });
  const after = next[to];
  if (after === undefined) kubelet.due.delete(uid);
  else kubelet.due.set(uid, { to: after, at: nowMs + kubelet.stepMs });
  if (to === 'running' && !kubelet.crashing.has(deploymentOf(world, pod) ?? '')) kubelet.started(pod);
}

/** Brings down what must not run, and up again what may. */
function crashOrRecover(world: World, kubelet: Kubelet, pod: KubernetesObject): void {
  const uid = pod.metadata.uid ?? '';
  if (kubelet.crashing.size === 0 && !kubelet.crashed.has(uid)) return;
  const must = kubelet.crashing.has(deploymentOf(world, pod) ?? '');
  if (must && isReady(pod)) {
    kubelet.crashed.add(uid);
    world.save({ ...pod, status: crashedStatus(pod, world.now()) });
  }
  if (must || !kubelet.crashed.delete(uid)) return;
  world.save({ ...pod, status: statusOf(pod, 'running', world.now()) });
  kubelet.started(pod);
}

/** Begins to take a pod away: it ends a step later. */
export function terminate(world: World, kubelet: Kubelet, pod: KubernetesObject, nowMs: number): void {
  world.save({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: world.now() } });
  kubelet.due.set(pod.metadata.uid ?? '', { to: 'gone', at: nowMs + kubelet.stepMs });
}

/** Takes every pod as far as it may be by now. */
export function runPods(world: World, kubelet: Kubelet, nowMs: number): void {
  for (const pod of world.all('Pod')) {
    const due = kubelet.due.get(pod.metadata.uid ?? '');
    if (due === undefined) {
      if (isNew(pod)) begin(world, kubelet, pod, nowMs);
      else crashOrRecover(world, kubelet, pod);
    } else if (due.at <= nowMs) {
      if (due.to === 'gone') world.remove(pod);
      else advance(world, kubelet, pod, due.to, nowMs);
    }
  }
  forgetGone(world, kubelet);
}

/** What somebody else deleted needs no more steps; its Secret of the sidecar goes with it, as the garbage collector has it. */
function forgetGone(world: World, kubelet: Kubelet): void {
  const there = new Set(world.all('Pod').map(({ metadata }) => metadata.uid ?? ''));
  for (const uid of [...kubelet.due.keys(), ...kubelet.crashed]) {
    if (there.has(uid)) continue;
    kubelet.due.delete(uid);
    kubelet.crashed.delete(uid);
  }
  for (const secret of world.all('Secret')) {
    const owners = secret.metadata['ownerReferences'];
    const pods = Array.isArray(owners) ? owners.filter(isRecord).filter(({ kind }) => kind === 'Pod') : [];
    if (pods.length > 0 && pods.every(({ uid }) => !there.has(String(uid)))) world.remove(secret);
  }
}
