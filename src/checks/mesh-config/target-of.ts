import type { Service } from '../../model/kubernetes.ts';

/** What is known of the Service behind a host that somebody wrote into MeshConfig. */
export type Target =
  | { readonly is: 'there'; readonly namespace: string; readonly service: Service }
  | { readonly is: 'gone'; readonly namespace: string; readonly name: string }
  /** An address or a host of the world outside: Kubernetes knows nothing of it. */
  | { readonly is: 'outside'; readonly because: string }
  /** A short name, which means different things in different places. */
  | { readonly is: 'notTold'; readonly because: string };

/**
 * The Service that a host names, as pods resolve it: `name.namespace.svc` and `name.namespace.svc.cluster.local` name
 * one for certain. Shorter names depend on the pod, and other domains on the cluster's DNS.
 */
export function targetOf(address: string, services: readonly Service[]): Target {
  const notTold: Target = {
    is: 'notTold',
    because: `Which Service ${JSON.stringify(address)} means can't be told by name.`,
  };
  if (!/^[a-z\d-]+(\.[a-z\d-]+)*\.?$/i.test(address)) return notTold;
  const [name = '', namespace = '', svc, ...domain] = address.toLowerCase().replace(/\.$/, '').split('.');
  const service = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  const there: Target | undefined = service && { is: 'there', namespace, service };
  if (svc === undefined) return there ?? notTold;
  const isWhole = svc === 'svc' && ['', 'cluster.local'].includes(domain.join('.'));
  if (isWhole) return there ?? { is: 'gone', namespace, name };
  if (svc === 'svc' || domain[0] === 'svc') return notTold;
  return {
    is: 'outside',
    because: `${address} is no name of a Service: whether something answers there, the API server can't tell.`,
  };
}

/** Whether a Service lists ports, and this one is not among them. */
export function lacksPort({ ports }: Service, wanted: number): boolean {
  return ports.length > 0 && ports.every(({ port }) => port !== wanted);
}
