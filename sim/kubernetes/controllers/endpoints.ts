import type { KubernetesObject } from '../cluster.ts';
import { isRecord, listAt, recordAt, sameJson, textAt } from '../record.ts';
import { isReady } from './pod-status.ts';
import type { World } from './world.ts';

const serviceName = 'kubernetes.io/service-name';

/** Whether a pod stands behind a Service: selected, with an address, and not about to go. */
function isBehind(pod: KubernetesObject, selector: [string, unknown][]): boolean {
  const { labels = {}, deletionTimestamp } = pod.metadata;
  const phase = textAt(pod, 'status', 'phase');
  const lives = deletionTimestamp === undefined && phase !== 'Succeeded' && phase !== 'Failed';
  const selected = selector.every(([key, value]) => labels[key] === value);
  return lives && selected && textAt(pod, 'status', 'podIP') !== '';
}

function endpointOf(pod: KubernetesObject): object {
  const ready = isReady(pod);
  const { namespace, name, uid } = pod.metadata;
  return {
    addresses: [textAt(pod, 'status', 'podIP')],
    conditions: { ready, serving: ready, terminating: false },
    nodeName: textAt(pod, 'spec', 'nodeName'),
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

/** Which pods are reached, and whether they are ready: what else an endpoint says follows from it. */
function standing(endpoints: readonly unknown[]): string[] {
  return endpoints
    .filter(isRecord)
    .map((endpoint) => {
      const { ready } = recordAt(endpoint, 'conditions');
      return `${textAt(endpoint, 'targetRef', 'uid')} ${ready !== false}`;
    })
    .sort();
}

/** Lets every EndpointSlice of a Service with a selector follow its pods. */
export function followPods(world: World): void {
  for (const slice of world.all('EndpointSlice')) {
    const { namespace } = slice.metadata;
    const service = world.find('Service', namespace, slice.metadata.labels?.[serviceName] ?? '');
    const selector = Object.entries(recordAt(service, 'spec', 'selector'));
    if (selector.length === 0) continue;
    const pods = world.all('Pod').filter((pod) => pod.metadata.namespace === namespace);
    const endpoints = pods.filter((pod) => isBehind(pod, selector)).map(endpointOf);
    if (!sameJson(standing(endpoints), standing(listAt(slice, 'endpoints'))))
      world.save({ ...slice, endpoints });
  }
}
