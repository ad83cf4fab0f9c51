import type { Sources } from '../../model/check.ts';
import type { Service } from '../../model/kubernetes.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';

type Seen = Pick<Sources, 'services' | 'ingressBackends' | 'ingresses' | 'httpRoutes'>;

/**
 * Services, by their full names, that are there for callers outside the mesh: whether these come through is judged
 * with the gateways, not with the TrafficTargets.
 */
export function servicesFromOutside(seen: Seen): ReadonlySet<string> {
  const routed = [...seen.ingresses, ...seen.httpRoutes].flatMap(({ metadata, backends }) =>
    backends
      .filter(({ kind }) => kind === 'Service')
      .map((backend) => fullNameOf({ ...metadata, ...backend })),
  );
  const backed = seen.ingressBackends.flatMap((policy) =>
    policy.backends.map(({ name }) => fullNameBeside(policy, name)),
  );
  const exposed = seen.services.filter(isExposed).map(({ metadata }) => fullNameOf(metadata));
  return new Set([...routed, ...backed, ...exposed]);
}

function isExposed({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}
