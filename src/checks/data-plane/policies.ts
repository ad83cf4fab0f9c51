import type { MeshConfig } from '../../model/custom-resources.ts';

/** Whether TrafficTargets count: permissive mode is off, as it also is where MeshConfig says nothing. */
export function enforcesPolicies({ spec }: MeshConfig): boolean {
  const { traffic } = spec as { readonly traffic?: Readonly<Record<string, unknown>> };
  return traffic?.['enablePermissiveTrafficPolicyMode'] !== true;
}
