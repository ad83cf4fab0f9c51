import type { ConfigKey, OpenConfig } from './open-config.ts';
import { valueAt } from './open-config.ts';

/** Where Azure's instance metadata service answers; pods that use it need it past the sidecar (AKS docs, facts 12.5). */
const metadataService = '169.254.169.254/32';

/** What a change could break that its schema does not tell. */
export function warningsFor({ path }: ConfigKey, value: unknown, open: OpenConfig): string[] {
  if (path === 'spec.traffic.enablePermissiveTrafficPolicyMode' && value === false) {
    return [
      `All traffic inside the mesh is refused at once unless TrafficTargets allow it. ${targets(open)}`,
    ];
  }
  if (path === 'spec.traffic.enableEgress' && value === false && !excludesMetadataService(open)) {
    return [
      `Pods lose Azure's instance metadata service, the API server and everything else outside the mesh: ${metadataService} is not in outboundIPRangeExclusionList.`,
    ];
  }
  if (/^spec\.sidecar\.(envoyImage|envoyWindowsImage|initContainerImage)$/.test(path) && value !== '') {
    return [
      'A pinned image stays when the add-on brings a patched one: every later fix is missed until it is unset.',
    ];
  }
  return [];
}

function targets({ trafficTargets }: OpenConfig): string {
  if (trafficTargets === undefined) return 'Whether there are any could not be read.';
  if (trafficTargets === 0) return 'There is none: everything will be refused.';
  return `There ${trafficTargets === 1 ? 'is 1' : `are ${trafficTargets}`}: see that every client is covered.`;
}

function excludesMetadataService({ config }: OpenConfig): boolean {
  const list = valueAt(config, 'spec.traffic.outboundIPRangeExclusionList');
  return Array.isArray(list) && list.includes(metadataService);
}
