import type { Certificates } from '../kubernetes/certificates.ts';
import { type Arm, armAnswer } from './arm.ts';
import { entraAnswer } from './entra.ts';
import type { ManagedCluster } from './managed-cluster.ts';
import { managedIdentityAnswer } from './managed-identity.ts';
import { type Started, serverUrl } from './running-cluster.ts';
import type { Site } from './site.ts';
import type { TokenOffice } from './tokens.ts';
import { userKubeconfig } from './user-kubeconfig.ts';
import type { World } from './world.ts';

/** What the endpoints answer from. */
export interface Sources {
  readonly world: World;
  readonly tokens: TokenOffice;
  readonly started: readonly Started[];
  readonly certs: Certificates;
  readonly silentPort: number;
  /** Address of Entra and ARM. */
  url(): string;
}

function kubeconfigOf({ world, started, certs, silentPort }: Sources, cluster: ManagedCluster): string {
  const { running } = started.find(({ managed }) => managed === cluster) ?? {};
  const url = serverUrl(cluster, running?.kubernetes.url ?? '', silentPort);
  const { text, secrets } = userKubeconfig(cluster, { url, tenant: world.directory.tenant }, certs);
  world.secrets.push(...secrets);
  return text;
}

function armOf(sources: Sources): Arm {
  const { world, tokens, started, url } = sources;
  const { armAudiences: audiences, now } = world;
  return {
    signIn: { tenant: world.directory.tenant, tokens, audiences, now },
    clusters: started.map(({ managed }) => managed),
    subscriptions: () => world.subscriptions,
    pageSize: () => world.pageSize,
    meshRevisions: () => world.meshRevisions,
    userKubeconfig: (cluster) => kubeconfigOf(sources, cluster),
    url,
  };
}

/** The three endpoints. */
export function answersOf(sources: Sources): Site['answers'] {
  const { world, tokens, url } = sources;
  const { directory, identityHeader, now } = world;
  const arm = armOf(sources);
  return {
    managedIdentity: (request) => managedIdentityAnswer({ directory, tokens, identityHeader }, request),
    entra: (request) => entraAnswer({ directory, tokens, url, now }, request),
    arm: (request) => armAnswer(arm, request),
  };
}
