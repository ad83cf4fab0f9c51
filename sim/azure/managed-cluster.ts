import { createHash } from 'node:crypto';
import type { SimulatedCluster } from '../kubernetes/cluster.ts';
import type { Identity } from '../kubernetes/identity.ts';

/** What may change about a managed cluster while it runs. */
export interface ClusterState {
  readonly location: string;
  /** AKS keeps the entry of an add-on that was switched off; a cluster that never had it has no entry. */
  readonly osmAddon: boolean | 'neverOn';
  readonly power: 'Running' | 'Stopped';
  /** `Succeeded` unless given; `Updating`, `Failed`, … */
  readonly provisioningState: string;
  readonly nodeResourceGroup: string;
  readonly kubernetesVersion: string;
  readonly supportPlan: 'KubernetesOfficial' | 'AKSLongTermSupport';
  /** `none` unless given. */
  readonly upgradeChannel: 'none' | 'patch' | 'stable' | 'rapid' | 'node-image';
  /** Revisions of the Istio add-on; `neverOn` where there is no entry of it. */
  readonly istio: readonly string[] | 'off' | 'neverOn';
  /** Properties of its maintenance configurations in ARM's form, by name; none unless given. */
  readonly maintenance: Readonly<Record<string, object>>;
  /** Whether people of Entra can sign in. */
  readonly entra: boolean;
  /** Whether Azure decides what people of Entra may do in Kubernetes. */
  readonly azureRbac: boolean;
  readonly localAccounts: boolean;
  readonly private: boolean;
  readonly authorizedIpRanges: readonly string[];
  /**
   * What is at the address of the API server. `unresolvable`: DNS has no such name. `silent`: takes connections and
   * never answers. `refusing`: nothing listens.
   */
  readonly apiServer: 'serving' | 'unresolvable' | 'silent' | 'refusing';
  /** What the identities of Entra may do with it in ARM. */
  readonly rights: 'none' | 'read' | 'readAndCredentials';
  /** What the identities of Entra are in Kubernetes; without Entra, whom the user kubeconfig is for. */
  readonly as: Extract<Identity, 'doctor' | 'nobody' | 'admin'>;
}

/** A managed cluster as a test declares it. */
export interface ClusterDeclaration extends Partial<ClusterState> {
  readonly name: string;
  readonly subscription?: string;
  readonly resourceGroup?: string;
  /** What its API server serves; an empty cluster unless given. */
  readonly cluster?: SimulatedCluster;
  /** Whether its controllers are played: rollouts, scaling, what follows from them. */
  readonly controllers?: boolean;
  /** Address of an API server to hand out in place of the simulated one; it must show the simulator's certificate. */
  readonly elsewhere?: string;
}

/** A managed cluster: where it is, and its state, which changes. */
export interface ManagedCluster {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
  state: ClusterState;
  deleted: boolean;
}

/**
 * What a managed cluster is unless declared otherwise: everything in order. Its version is one that AKS supports for
 * long, whatever its API server was recorded from.
 */
export function initialState(declared: ClusterDeclaration, resourceGroup: string): ClusterState {
  const location = declared.location ?? 'westeurope';
  const entra = declared.entra ?? true;
  const usual: ClusterState = {
    location,
    osmAddon: true,
    power: 'Running',
    provisioningState: 'Succeeded',
    nodeResourceGroup: `MC_${resourceGroup}_${declared.name}_${location}`,
    kubernetesVersion: '1.34.4',
    supportPlan: 'AKSLongTermSupport',
    upgradeChannel: 'none',
    istio: 'neverOn',
    maintenance: {},
    entra,
    azureRbac: false,
    localAccounts: !entra,
    private: false,
    authorizedIpRanges: [],
    apiServer: 'serving',
    rights: 'readAndCredentials',
    as: entra ? 'doctor' : 'admin',
  };
  const {
    name: _,
    subscription: __,
    resourceGroup: ___,
    cluster: ____,
    elsewhere: _____,
    ...state
  } = declared;
  return { ...usual, ...state };
}

/** The ARM id, in the spelling that AKS answers with: `resourcegroups` in small letters. */
export function resourceIdOf({ subscription, resourceGroup, name }: ManagedCluster): string {
  return `/subscriptions/${subscription}/resourcegroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

function dnsPrefix({ subscription, resourceGroup, name }: ManagedCluster): string {
  const hash = createHash('sha256').update(`${subscription}/${resourceGroup}/${name}`).digest('hex');
  return `${name.toLowerCase()}-dns-${hash.slice(0, 8)}`;
}

/** The names of the API server in DNS; a private cluster has a private one beside the public one. */
export function addressesOf(cluster: ManagedCluster): { fqdn: string; privateFQDN?: string } {
  const { location } = cluster.state;
  const prefix = dnsPrefix(cluster);
  const fqdn = `${prefix}.hcp.${location}.azmk8s.io`;
  return cluster.state.private
    ? { fqdn, privateFQDN: `${prefix}.privatelink.${location}.azmk8s.io` }
    : { fqdn };
}

function serviceMeshJson({ istio }: ClusterState): object {
  if (istio === 'neverOn') return {};
  const on = { mode: 'Istio', istio: { revisions: istio } };
  return { serviceMeshProfile: istio === 'off' ? { mode: 'Disabled' } : on };
}

/** Its maintenance configurations. Source: learn.microsoft.com/rest/api/aks/maintenance-configurations/list-by-managed-cluster. */
export function maintenanceJson(cluster: ManagedCluster): object[] {
  return Object.entries(cluster.state.maintenance).map(([name, properties]) => ({
    id: `${resourceIdOf(cluster)}/maintenanceConfigurations/${name}`,
    name,
    type: 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations',
    properties,
  }));
}

/** The cluster as ARM describes it. Source: learn.microsoft.com/rest/api/aks/managed-clusters/get. */
export function managedClusterJson(cluster: ManagedCluster, tenant: string): object {
  const { state } = cluster;
  const { kubernetesVersion, authorizedIpRanges } = state;
  return {
    id: resourceIdOf(cluster),
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: state.location,
    tags: {},
    identity: { type: 'SystemAssigned', tenantId: tenant },
    sku: { name: 'Base', tier: 'Standard' },
    properties: {
      provisioningState: state.provisioningState,
      powerState: { code: state.power },
      kubernetesVersion: kubernetesVersion.split('.').slice(0, 2).join('.'),
      currentKubernetesVersion: kubernetesVersion,
      dnsPrefix: dnsPrefix(cluster),
      ...addressesOf(cluster),
      ...(state.osmAddon === 'neverOn'
        ? {}
        : {
            addonProfiles: {
              openServiceMesh: { enabled: state.osmAddon, config: state.osmAddon ? {} : null },
            },
          }),
      nodeResourceGroup: state.nodeResourceGroup,
      supportPlan: state.supportPlan,
      autoUpgradeProfile: { upgradeChannel: state.upgradeChannel, nodeOSUpgradeChannel: 'None' },
      ...serviceMeshJson(state),
      enableRBAC: true,
      disableLocalAccounts: !state.localAccounts,
      ...(state.entra
        ? { aadProfile: { managed: true, enableAzureRBAC: state.azureRbac, tenantID: tenant } }
        : {}),
      apiServerAccessProfile: {
        enablePrivateCluster: state.private,
        ...(authorizedIpRanges.length > 0 ? { authorizedIPRanges: authorizedIpRanges } : {}),
      },
    },
  };
}
