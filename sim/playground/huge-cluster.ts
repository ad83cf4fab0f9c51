import type { KubernetesObject, SimulatedCluster } from '../kubernetes/cluster.ts';
import { largeCluster } from '../kubernetes/large/large-cluster.ts';
import { isRecord, listAt, recordAt, textAt } from '../kubernetes/record.ts';

/**
 * Five thousand pods in a hundred namespaces, with the Deployments of those that have no sidecar: what is said of them
 * is mended there. Controllers follow every Deployment step by step, so that the others are left out.
 */
export function hugeCluster(): SimulatedCluster {
  const large = largeCluster({ pods: 5_000, namespaces: 100 });
  const ofKind = (wanted: string) => large.objects.filter(({ kind }) => kind === wanted);
  const known = new Set(ofKind('Deployment').map(placeOf));
  const podsOf = Map.groupBy(ofKind('Pod'), (pod) => `${pod.metadata.namespace}/${ownerOf(pod).name}`);
  const objects = large.objects.flatMap((object) => {
    if (object.kind === 'Node') return isKept(object) ? [object] : [];
    if (object.kind === 'Pod') return [onKeptNode(object)];
    const owner = ownerOf(object);
    const place = `${object.metadata.namespace}/${owner.name}`;
    if (object.kind !== 'ReplicaSet' || owner.kind !== 'Deployment' || known.has(place)) return [object];
    const pods = podsOf.get(placeOf(object)) ?? [];
    if (pods.every(hasSidecar)) return [object];
    const set = setOf(object, pods[0]);
    return [deploymentOf(set, owner.name, pods), set];
  });
  return { ...large, objects };
}

/** Nodes: with 250 pods each, as many as AKS allows. Whoever places a pod looks at all pods for each of them. */
const mostNodes = 20;

function isKept({ metadata }: KubernetesObject): boolean {
  return numberOf(metadata.name) < mostNodes;
}

function onKeptNode(pod: KubernetesObject): KubernetesObject {
  const node = textAt(pod, 'spec', 'nodeName');
  const nodeName = node.replace(/\d{6}$/, String(numberOf(node) % mostNodes).padStart(6, '0'));
  return { ...pod, spec: { ...recordAt(pod, 'spec'), nodeName } };
}

/** `aks-nodepool1-33427610-vmss000007`: 7. */
function numberOf(node: string): number {
  return Number(node.slice(-6));
}

function hasSidecar(pod: KubernetesObject): boolean {
  return listAt(pod, 'spec', 'containers').some((container) => textAt(container, 'name') === 'envoy');
}

function placeOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function ownerOf({ metadata }: KubernetesObject): { kind: string; name: string; uid: string } {
  const [owner] = listAt(metadata, 'ownerReferences');
  return { kind: textAt(owner, 'kind'), name: textAt(owner, 'name'), uid: textAt(owner, 'uid') };
}

/** The uid by which its pods know it, and an owner that is the same in no other namespace. */
function setOf(set: KubernetesObject, pod: KubernetesObject | undefined): KubernetesObject {
  const owners = listAt(set.metadata, 'ownerReferences').map((owner) => ({
    ...recordAt(owner),
    uid: deploymentUid(set, textAt(owner, 'name')),
  }));
  const uid = pod === undefined ? {} : { uid: ownerOf(pod).uid };
  return { ...set, metadata: { ...set.metadata, ...uid, generation: 1, ownerReferences: owners } };
}

function deploymentUid({ metadata }: KubernetesObject, name: string): string {
  return `deployment-${metadata.namespace}-${name}`;
}

function deploymentOf(
  set: KubernetesObject,
  name: string,
  pods: readonly KubernetesObject[],
): KubernetesObject {
  const { namespace = '', creationTimestamp = '', annotations = {} } = set.metadata;
  const replicas = pods.length;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: deploymentUid(set, name),
      creationTimestamp,
      generation: 1,
      labels: { app: name },
      annotations,
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { metadata: { labels: { app: name } }, spec: specBefore(pods[0]) },
    },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    },
  };
}

/** What the pod was made from: without what the injector added, and where it runs. */
function specBefore(pod: KubernetesObject | undefined): object {
  const { nodeName: _, initContainers: __, containers: ___, volumes: ____, ...spec } = recordAt(pod, 'spec');
  const without = (list: string, added: RegExp) =>
    listAt(pod, 'spec', list).filter((one) => isRecord(one) && !added.test(textAt(one, 'name')));
  return {
    ...spec,
    containers: without('containers', /^envoy$/),
    volumes: without('volumes', /^envoy-bootstrap/),
  };
}
