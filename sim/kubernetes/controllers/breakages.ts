import {
  ignoreLabel,
  injectionAnnotation,
  type knownCrdNames,
  monitoredByLabel,
  osmObjectLabel,
} from '../../../src/osm/names.ts';
import type { KubernetesObject } from '../cluster.ts';
import { isRecord, listAt, recordAt, textAt, valueAt } from '../record.ts';
import type { RunningCluster } from '../server.ts';
import { certificateNamed } from './programs.ts';

/**
 * Something that goes wrong with a mesh, and its undo. Breaking twice is breaking once; healing what somebody has
 * mended already changes nothing. The clusters must have been started with controllers.
 */
export interface Breakage {
  readonly id: string;
  /** `Stop the injector`. */
  readonly title: string;
  readonly about: string;
  isBroken(cluster: RunningCluster): boolean;
  breaks(cluster: RunningCluster): void;
  heals(cluster: RunningCluster): void;
}

/** What each cluster was like before something was broken: by the id of the breakage. */
const before = new WeakMap<RunningCluster, Map<string, readonly KubernetesObject[]>>();

function remember(cluster: RunningCluster, id: string, objects: readonly KubernetesObject[]): void {
  const known = before.get(cluster) ?? new Map<string, readonly KubernetesObject[]>();
  before.set(cluster, known.set(id, objects));
}

function remembered(cluster: RunningCluster, id: string): readonly KubernetesObject[] {
  return before.get(cluster)?.get(id) ?? [];
}

function injectorOf(cluster: RunningCluster): KubernetesObject | undefined {
  return cluster
    .all('Deployment')
    .find(({ metadata }) => metadata.name === 'osm-injector' && metadata.labels?.['app'] === 'osm-injector');
}

function replicasOf(deployment: KubernetesObject | undefined): number {
  return Number(valueAt(deployment, 'spec', 'replicas') ?? 0);
}

function scaleInjector(cluster: RunningCluster, replicas: number): void {
  const deployment = injectorOf(cluster);
  if (deployment === undefined || replicasOf(deployment) === replicas) return;
  const generation = (deployment.metadata.generation ?? 1) + 1;
  cluster.put({
    ...deployment,
    metadata: { ...deployment.metadata, generation },
    spec: { ...recordAt(deployment, 'spec'), replicas },
  });
}

const stopInjector: Breakage = {
  id: 'stop-injector',
  title: 'Stop the injector',
  about: 'Scales osm-injector to 0. Its webhook fails closed, so no pod of the mesh can be made.',
  isBroken: (cluster) => injectorOf(cluster) !== undefined && replicasOf(injectorOf(cluster)) === 0,
  breaks(cluster) {
    const injector = injectorOf(cluster);
    if (injector === undefined || stopInjector.isBroken(cluster)) return;
    remember(cluster, stopInjector.id, [injector]);
    scaleInjector(cluster, 0);
  },
  heals(cluster) {
    if (stopInjector.isBroken(cluster))
      scaleInjector(cluster, replicasOf(remembered(cluster, stopInjector.id)[0]) || 2);
  },
};

const crashInjector: Breakage = {
  id: 'crash-injector',
  title: 'Crash the injector',
  about: 'Its pods end as soon as they start, new ones too, until this is healed: a restart does not help.',
  isBroken: (cluster) => {
    const { name, namespace = '' } = injectorOf(cluster)?.metadata ?? { name: '' };
    return cluster.controllers?.isCrashing(namespace, name) ?? false;
  },
  breaks(cluster) {
    const { name, namespace = '' } = injectorOf(cluster)?.metadata ?? { name: '' };
    cluster.controllers?.crash(namespace, name);
  },
  heals(cluster) {
    const { name, namespace = '' } = injectorOf(cluster)?.metadata ?? { name: '' };
    cluster.controllers?.recover(namespace, name);
  },
};

const expired = certificateNamed('expired');

function configurationsOf(cluster: RunningCluster): KubernetesObject[] {
  return ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
    .flatMap((kind) => cluster.all(kind))
    .filter(({ metadata }) => metadata.labels?.[osmObjectLabel.key] === osmObjectLabel.value);
}

function rootSecretOf(cluster: RunningCluster): KubernetesObject | undefined {
  return cluster.find('Secret', injectorOf(cluster)?.metadata.namespace, 'osm-ca-bundle');
}

function bundlesOf(configuration: KubernetesObject | undefined): string[] {
  return listAt(configuration, 'webhooks').map((webhook) => textAt(webhook, 'clientConfig', 'caBundle'));
}

function withBundles(configuration: KubernetesObject, bundleAt: (at: number) => string): KubernetesObject {
  const webhooks = listAt(configuration, 'webhooks')
    .filter(isRecord)
    .map((webhook, at) => ({
      ...webhook,
      clientConfig: { ...recordAt(webhook, 'clientConfig'), caBundle: bundleAt(at) },
    }));
  return { ...configuration, webhooks };
}

function withRoot(secret: KubernetesObject, root: unknown): KubernetesObject {
  return { ...secret, data: { ...recordAt(secret, 'data'), 'ca.crt': root } };
}

const expireCa: Breakage = {
  id: 'expire-ca',
  title: 'Expire the CA',
  about: "The mesh's CA has run out: in the webhooks, and in the Secret from which the programs take it.",
  isBroken: (cluster) => configurationsOf(cluster).some((one) => bundlesOf(one).includes(expired)),
  breaks(cluster) {
    if (expireCa.isBroken(cluster)) return;
    const secret = rootSecretOf(cluster);
    const configurations = configurationsOf(cluster);
    remember(cluster, expireCa.id, [...configurations, ...(secret === undefined ? [] : [secret])]);
    for (const one of configurations) cluster.put(withBundles(one, () => expired));
    if (secret !== undefined) cluster.put(withRoot(secret, expired));
  },
  heals(cluster) {
    const known = remembered(cluster, expireCa.id);
    const was = (one: KubernetesObject) =>
      known.find(({ kind, metadata }) => kind === one.kind && metadata.name === one.metadata.name);
    for (const one of configurationsOf(cluster).filter((found) => bundlesOf(found).includes(expired)))
      cluster.put(withBundles(one, (at) => bundlesOf(was(one))[at] ?? certificateNamed('root')));
    const secret = rootSecretOf(cluster);
    if (secret === undefined || textAt(secret, 'data', 'ca.crt') !== expired) return;
    cluster.put(withRoot(secret, valueAt(was(secret), 'data', 'ca.crt')));
  },
};

/** Every release has it, and nothing of the control plane ends for want of it before its next start. */
const droppedCrd: (typeof knownCrdNames)[number] = 'egresses.policy.openservicemesh.io';

const dropCrd: Breakage = {
  id: 'drop-crd',
  title: 'Drop a CRD',
  about: `Deletes ${droppedCrd} and all its objects.`,
  isBroken: (cluster) => cluster.find('CustomResourceDefinition', undefined, droppedCrd) === undefined,
  breaks(cluster) {
    const definition = cluster.find('CustomResourceDefinition', undefined, droppedCrd);
    if (definition === undefined) return;
    remember(cluster, dropCrd.id, [definition, ...cluster.all('Egress')]);
    cluster.remove('CustomResourceDefinition', undefined, droppedCrd);
  },
  heals(cluster) {
    if (!dropCrd.isBroken(cluster)) return;
    for (const object of remembered(cluster, dropCrd.id)) cluster.put(object);
  },
};

/** A name that people write where the mesh's own belongs. */
const wrongMesh = 'openservicemesh';

/** The first namespace by name that is wholly in the mesh. */
function joinedNamespace(cluster: RunningCluster): KubernetesObject | undefined {
  return cluster.all('Namespace').find(({ metadata }) => {
    const { labels = {}, annotations = {} } = metadata;
    const joined = monitoredByLabel in labels && labels[monitoredByLabel] !== wrongMesh;
    return joined && !(ignoreLabel in labels) && annotations[injectionAnnotation] === 'enabled';
  });
}

const mislabelNamespace: Breakage = {
  id: 'mislabel-namespace',
  title: 'Mislabel a namespace',
  about: `Labels a namespace of the mesh with the name of a mesh that does not exist: ${wrongMesh}.`,
  isBroken: (cluster) =>
    cluster.all('Namespace').some(({ metadata }) => metadata.labels?.[monitoredByLabel] === wrongMesh),
  breaks(cluster) {
    const namespace = joinedNamespace(cluster);
    if (namespace === undefined || mislabelNamespace.isBroken(cluster)) return;
    remember(cluster, mislabelNamespace.id, [namespace]);
    cluster.put(labelled(namespace, wrongMesh));
  },
  heals(cluster) {
    for (const was of remembered(cluster, mislabelNamespace.id)) {
      const now = cluster.find('Namespace', undefined, was.metadata.name);
      if (now?.metadata.labels?.[monitoredByLabel] !== wrongMesh) continue;
      cluster.put(labelled(now, was.metadata.labels?.[monitoredByLabel] ?? 'osm'));
    }
  },
};

function labelled(namespace: KubernetesObject, mesh: string): KubernetesObject {
  const { metadata } = namespace;
  return {
    ...namespace,
    metadata: { ...metadata, labels: { ...metadata.labels, [monitoredByLabel]: mesh } },
  };
}

/** All that can be broken in a mesh, in the order in which a person would try it. */
export const breakages: readonly Breakage[] = [
  stopInjector,
  crashInjector,
  expireCa,
  dropCrd,
  mislabelNamespace,
];
