import { stringify } from 'yaml';
import type { Certificates } from '../kubernetes/certificates.ts';
import { tokenOf } from '../kubernetes/identity.ts';
import type { ManagedCluster } from './managed-cluster.ts';

/** The server application of AKS in Entra, the same in every tenant. Source: learn.microsoft.com/azure/aks/kubelogin-authentication. */
export const aksServerApp = '6dae42f8-4368-4678-94ff-3960e28e3630';

/** The public client with which people sign in through kubelogin. */
const aksClientApp = '80faf920-1908-4b52-b5ef-a8e7bedfc67a';

function kubelogin(tenant: string): object {
  const options = {
    environment: 'AzurePublicCloud',
    'server-id': aksServerApp,
    'client-id': aksClientApp,
    'tenant-id': tenant,
    login: 'devicecode',
  };
  return {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      args: ['get-token', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])],
      command: 'kubelogin',
      env: null,
      installHint: 'kubelogin is not installed which is required to connect to AAD enabled cluster.',
      provideClusterInfo: false,
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A kubeconfig, and what in it must not be shown to anybody. */
export interface UserKubeconfig {
  readonly text: string;
  readonly secrets: readonly string[];
}

function localAccount(
  { as }: ManagedCluster['state'],
  certs: Certificates,
): { user: object; secrets: string[] } {
  const pair = certs.clients.get(as);
  if (pair === undefined) throw new Error(`there is no client certificate for ${as}`);
  const [key, token] = [base64(pair.key), tokenOf(as)];
  const user = { 'client-certificate-data': base64(pair.cert), 'client-key-data': key, token };
  return { user, secrets: [key, token] };
}

/** What `listClusterUserCredential` gives: with Entra a call of kubelogin, without it the keys of a local account. */
export function userKubeconfig(
  cluster: ManagedCluster,
  at: { readonly url: string; readonly tenant: string },
  certs: Certificates,
): UserKubeconfig {
  const { name, resourceGroup, state } = cluster;
  const { user, secrets } = state.entra
    ? { user: kubelogin(at.tenant), secrets: [] }
    : localAccount(state, certs);
  const userName = `clusterUser_${resourceGroup}_${name}`;
  const text = stringify({
    apiVersion: 'v1',
    clusters: [{ cluster: { 'certificate-authority-data': base64(certs.ca), server: at.url }, name }],
    contexts: [{ context: { cluster: name, user: userName }, name }],
    'current-context': name,
    kind: 'Config',
    preferences: {},
    users: [{ name: userName, user }],
  });
  return { text, secrets };
}
