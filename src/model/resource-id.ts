/** The parts of the ARM id of a managed cluster, as they were written. */
export interface ClusterId {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
}

const pattern =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/([^/]+)\/?$/i;

/** Reads the ARM id of a managed cluster; undefined when it is the id of something else. ARM ids ignore case. */
export function parseClusterId(id: string): ClusterId | undefined {
  const [, subscription, resourceGroup, name] = pattern.exec(id.trim()) ?? [];
  if (subscription === undefined || resourceGroup === undefined || name === undefined) return undefined;
  return { subscription, resourceGroup, name };
}

/** The ARM id of a managed cluster, in ARM's own spelling. */
export function clusterId({ subscription, resourceGroup, name }: ClusterId): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** Whether two ARM ids name the same resource. */
export function sameResource(a: string, b: string): boolean {
  return resourceKey(a) === resourceKey(b);
}

/** An ARM id as a key: equal for equal resources. */
export function resourceKey(id: string): string {
  return id.trim().replace(/\/$/, '').toLowerCase();
}
