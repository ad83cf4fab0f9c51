import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { looksLikeIngress } from '../../osm/ingress.ts';
import { isLive, reachesInjector } from '../../osm/injection.ts';
import { describePods, lookAtTemplate } from '../../osm/mend-workloads.ts';
import { injectionAnnotation } from '../../osm/names.ts';
import { byWorkload } from '../../osm/workloads.ts';
import {
  annotateInjection,
  ifMeshExists,
  lookAtPodsOf,
  namespaceRef,
  showWord,
  withMembership,
} from './namespaces.ts';
import { injectionOf, meansOff, refusesByMetrics, unknownMetrics } from './unknown-words.ts';

export const injectionWords = defineCheck({
  id: 'OSM5002',
  name: 'injection-words',
  area: 'injection',
  severity: 'critical',
  title: "OSM's annotations hold words that OSM knows",
  failTitle: 'An annotation makes OSM refuse every new pod',
  why: 'The injector answers an unknown word with an error, so the pod is not created. Running pods stay, and the fault shows at the next restart, scaling or eviction.',
  remedy:
    'Write enabled or disabled (yes, no, true and false are known as well). An ingress controller wants disabled.',
  source: 'pkg/injector/webhook.go isAnnotatedForInjection and pkg/injector/metrics.go, v0.11.1 to v1.2.4',
  article: [12],
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }) {
    const asked = memberships.filter((membership) => reachesInjector(membership) && !membership.system);
    const live = pods.filter((pod) => isLive(pod) && !pod.hostNetwork);
    return [
      ...asked.filter(({ injection }) => injection === 'invalid').map(unknownInjection),
      ...asked.filter((membership) => refusesByMetrics(membership, live)).map(unknownMetrics),
      ...unknownInjectionOfPods(live, asked),
    ];
  },
});

function unknownInjection(membership: Membership): Problem {
  const { name, annotations } = membership.namespace.metadata;
  const word = annotations[injectionAnnotation] ?? '';
  return {
    what: 'unknownInjection',
    on: namespaceRef(membership),
    says: `Namespace ${name} says sidecar-injection=${showWord(word)}, a word OSM does not know: every new pod there is refused${ifMeshExists(name, [membership])}.`,
    mend: mendOfInjection(membership, word),
  };
}

/** What was meant is guessed from the word; "enabled" is never proposed for what looks like an ingress. */
function mendOfInjection(membership: Membership, word: string): RemedyIntent[] {
  const does = 'Write a word that OSM knows; new pods are admitted again';
  if (meansOff(word)) return [annotateInjection(membership, 'disabled', does)];
  if (looksLikeIngress(membership.namespace)) return [lookAtPodsOf(membership)];
  return [annotateInjection(membership, 'enabled', `${does} and get a sidecar`)];
}

function unknownInjectionOfPods(live: readonly Pod[], asked: readonly Membership[]): Problem[] {
  const invalid = withMembership(live, asked)
    .map(({ pod }) => pod)
    .filter((pod) => injectionOf(pod) === 'invalid');
  return byWorkload(invalid).map((group) => {
    const [word] = group.pods.map(({ metadata }) => showWord(metadata.annotations[injectionAnnotation]));
    return {
      what: 'unknownInjectionOfPods',
      on: group.workload,
      severity: 'error',
      says: `${describePods(group)}: ${word} is no word for sidecar-injection, so every successor is refused${ifMeshExists(group.workload.namespace, asked)}.`,
      mend: [lookAtTemplate(group.workload, 'the word must be corrected there')],
    };
  });
}
