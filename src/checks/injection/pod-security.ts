import type { Namespace } from '../../model/kubernetes.ts';

/** Label by which Pod Security admission refuses pods; `warn` and `audit` beside it only tell. */
export const enforceLabel = 'pod-security.kubernetes.io/enforce';

/** The level that a namespace enforces, where it refuses osm-init; values are compared as Kubernetes does, by case. */
export function enforcedLevel({ metadata: { labels } }: Namespace): 'baseline' | 'restricted' | undefined {
  const level = labels[enforceLabel];
  return level === 'baseline' || level === 'restricted' ? level : undefined;
}
