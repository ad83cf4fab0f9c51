import type { AccessProblem, FleetCluster } from '../model/fleet.ts';
import { parseClusterId } from '../model/resource-id.ts';
import { type About, problemOfFacts, problemOfFailure, type Step } from './access-problem.ts';
import type { Arm } from './arm.ts';
import { armFailure } from './arm-failure.ts';
import type { AzureCluster } from './azure-cluster.ts';
import { aksScope } from './clouds.ts';
import type { SignIn } from './credential.ts';
import { type ApiServer, serverOf } from './kubeconfig-server.ts';
import { within } from './limit.ts';

/** A cluster whose API server may be asked now, or why not. */
export type Opened =
  | {
      readonly is: 'open';
      readonly cluster: AzureCluster;
      readonly apiServer: ApiServer;
      /** The Authorization header as it must stand now. */
      authorization(): Promise<string>;
    }
  | { readonly is: 'closed'; readonly problem: AccessProblem };

/** Milliseconds for one call of ARM, whatever happens. */
const callMs = 20_000;

/** What opening needs. */
export interface OpeningMeans {
  readonly arm: Arm;
  readonly signIn: SignIn;
  /** What a token for ARM is asked for. */
  readonly armScope: string;
  /** Whether clusters without the add-on are read too. */
  readonly allClusters: boolean;
}

/**
 * Asks Azure how the cluster is now, for its address and CA, and for a token. Never throws; ends within `budgetMs`.
 */
export async function openCluster(
  { arm, signIn, armScope, allClusters }: OpeningMeans,
  member: FleetCluster,
  budgetMs: number,
): Promise<Opened> {
  const end = performance.now() + budgetMs;
  const msLeft = (): number => Math.max(1, Math.min(callMs, end - performance.now()));
  let step: Step = 'get';
  try {
    const id = parseClusterId(member.resourceId);
    if (id === undefined) throw new Error('not a cluster');
    step = 'signIn';
    // Tokens by themselves and first, so that a sign-in that fails is told as what it is.
    await within(msLeft(), () => signIn.authorization(armScope));
    step = 'get';
    const cluster = await arm.cluster(id, msLeft());
    const problem = problemOfFacts(aboutOf(member, signIn), cluster, allClusters);
    if (problem !== undefined) return { is: 'closed', problem };
    step = 'credentials';
    const apiServer = serverOf(await arm.userKubeconfig(id, msLeft()));
    if (apiServer === undefined) throw new Error('no address');
    step = 'signIn';
    const authorization = (): Promise<string> => signIn.authorization(aksScope);
    await within(msLeft(), authorization);
    return { is: 'open', cluster, apiServer, authorization };
  } catch (error) {
    return { is: 'closed', problem: problemOfFailure(aboutOf(member, signIn), step, armFailure(error)) };
  }
}

/** Who and what the words of a problem are about. */
export function aboutOf({ name, resourceId }: FleetCluster, signIn?: SignIn): About {
  return { name, resourceId, managed: signIn?.managed === true, principal: signIn?.principal() };
}
