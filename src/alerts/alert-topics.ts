import type { Alert } from '../model/alert.ts';
import type { Area } from '../model/check.ts';

/** A subject that alerts speak of, and the areas of the catalogue in which its cause may lie. */
export interface Topic {
  /** As it stands in a sentence: "The alert speaks of …". */
  readonly name: string;
  /** Over words in small letters, apart by single spaces: `kube pod status ready`. */
  readonly words: RegExp;
  readonly areas: readonly Area[];
}

/** Every subject that is known. Areas stand in the order in which the cause is likely. */
const topics: readonly Topic[] = [
  {
    // A pod of the mesh restarts or waits because its control plane does not serve it, its sidecar was put in wrongly,
    // or its proxy gets no configuration.
    name: 'pods that restart or are not ready',
    words:
      /\b(restart\w*|crash\w*|oom\w*|back ?off|(pods?|containers?|replicas?)\b.{0,60}\b(un|not )?(ready|available|pending|failed|waiting))\b/,
    areas: ['control-plane', 'injection', 'data-plane'],
  },
  {
    // Proxies, webhooks and the control plane trust one CA; what ends first is found by this area alone.
    name: 'certificates and TLS',
    words: /\b(certificates?|certs?|m?tls|x509|expir\w+)\b/,
    areas: ['certificates', 'admission'],
  },
  {
    // The API server calls OSM's webhooks for every pod and policy; when they do not answer, creating fails.
    name: 'admission and the API server',
    words: /\b(webhooks?|admission|api ?server\w*|failed (calling|create|to create)|inject\w*)\b/,
    areas: ['admission', 'control-plane', 'injection'],
  },
  {
    // Requests fail between proxies: through a policy that denies, a setting that changes routes, or the proxy itself.
    name: 'failing requests',
    words:
      /\b(5\d\d|5xx|connections?|upstream|envoy|latency|timeouts?|timed out|(http|requests?)\b.{0,60}\b(errors?|fail\w*))\b/,
    areas: ['data-plane', 'policy', 'mesh-config', 'gateway'],
  },
  {
    // The mesh feels a full node first where its control plane has one replica or too small requests.
    name: 'nodes, CPU and memory',
    words: /\b(cpu|memory|nodes?|disk|evict\w*|mem)\b/,
    areas: ['control-plane'],
  },
  {
    // Says only that the mesh is meant: whatever is wrong with running it may be it.
    name: 'the mesh itself',
    words: /\b(osm|open service mesh|service mesh|sidecars?)\b/,
    areas: ['control-plane', 'admission', 'injection', 'mesh-config', 'lifecycle'],
  },
];

/** The subjects that an alert speaks of: by its rule, its description, what was measured, and its labels. */
export function topicsOf(alert: Alert): readonly Topic[] {
  const labels = Object.values(alert.labels).filter((value) => !value.startsWith('/'));
  const words = wordsOf([alert.rule, alert.description ?? '', ...alert.measured, ...labels].join(' . '));
  return topics.filter((topic) => topic.words.test(words));
}

/** `KubePodCrashLooping` and `kube_pod_status_ready` as words in small letters. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
}
