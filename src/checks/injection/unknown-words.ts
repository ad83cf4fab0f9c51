import type { Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { hasUnknownMetrics, readInjection } from '../../osm/injection.ts';
import { injectionAnnotation, metricsAnnotation } from '../../osm/names.ts';
import { ifMeshExists, namespaceRef, showWord, withMembership } from './namespaces.ts';

/** Whether the word on metrics has pods refused; it is looked at only for a pod that gets a sidecar. */
export function refusesByMetrics(membership: Membership, live: readonly Pod[]): boolean {
  if (!hasUnknownMetrics(membership)) return false;
  if (membership.injection === 'enabled' || membership.injection === 'invalid') return true;
  return withMembership(live, [membership]).some(({ pod }) => injectionOf(pod) === 'enabled');
}

/** Tells of an unknown word on metrics. */
export function unknownMetrics(membership: Membership): Problem {
  const { name, annotations } = membership.namespace.metadata;
  const word = annotations[metricsAnnotation] ?? '';
  return {
    what: 'unknownMetrics',
    on: namespaceRef(membership),
    says: `Namespace ${name} says metrics=${showWord(word)}, a word OSM does not know: every new pod that should get a sidecar is refused${ifMeshExists(name, [membership])}.`,
    mend: [
      {
        do: 'annotate',
        on: namespaceRef(membership),
        key: metricsAnnotation,
        value: meansOff(word) ? 'disabled' : 'enabled',
        was: word,
        does: 'Write a word that OSM knows; new pods are admitted again',
        takesEffect: 'newPods',
      },
    ],
  };
}

/** Whether an unknown word looks like a no. */
export function meansOff(word: string): boolean {
  return /^(dis|of|fal|n|0)/i.test(word.trim());
}

/** What a pod says of itself. */
export function injectionOf(pod: Pod): ReturnType<typeof readInjection> {
  return readInjection(pod.metadata.annotations[injectionAnnotation]);
}
