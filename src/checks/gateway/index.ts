import type { Check } from '../../model/check.ts';
import { azureAddressesReachable } from './azure-addresses-reachable.ts';
import { backendsReachPods } from './backends-reach-pods.ts';
import { backendsUnique } from './backends-unique.ts';
import { egressAllows } from './egress-allows.ts';
import { egressOpensNoMore } from './egress-opens-no-more.ts';
import { egressPoliciesAgree } from './egress-policies-agree.ts';
import { egressPoliciesCount } from './egress-policies-count.ts';
import { httpsClientsKnown } from './https-clients-known.ts';
import { ingressCommitted } from './ingress-committed.ts';
import { ingressUnderstood } from './ingress-understood.ts';
import { routesLetIn } from './routes-let-in.ts';
import { sourcesInMesh } from './sources-in-mesh.ts';
import { sourcesLimited } from './sources-limited.ts';

/** The checks of this area, in order of id. */
export const gatewayChecks: readonly Check[] = [
  backendsReachPods,
  sourcesInMesh,
  sourcesLimited,
  backendsUnique,
  httpsClientsKnown,
  routesLetIn,
  ingressCommitted,
  azureAddressesReachable,
  egressPoliciesCount,
  egressAllows,
  egressOpensNoMore,
  egressPoliciesAgree,
  ingressUnderstood,
];
