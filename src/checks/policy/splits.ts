import type { TrafficSplit } from '../../model/policies.ts';

/**
 * The name of a split's root Service: `bookstore`, of `bookstore`, `bookstore.shop` and
 * `bookstore.shop.svc.cluster.local:80` alike (GetServiceFromHostname in `pkg/k8s`); it lies in the split's namespace.
 */
export function rootOf({ service }: TrafficSplit): string {
  return service.replace(/[.:].*/s, '');
}
