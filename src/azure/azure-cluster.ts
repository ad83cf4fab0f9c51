import type { ManagedCluster } from '@azure/arm-containerservice';
import { optional } from '../model/json.ts';
import { parseClusterId } from '../model/resource-id.ts';

/** What Azure says of a managed cluster, cut down to what decides whether and how it can be read. */
export interface AzureCluster {
  /** ARM id, as Azure writes it. */
  readonly resourceId: string;
  /** Name in Azure. */
  readonly name: string;
  readonly location?: string;
  readonly nodeResourceGroup?: string;
  readonly kubernetesVersion?: string;
  /** `Succeeded`, `Updating`, `Creating`, `Deleting` and so on. */
  readonly provisioning?: string;
  readonly running: boolean;
  readonly osmAddon: boolean;
  /** Whether the API server takes Entra ID's tokens. */
  readonly entra: boolean;
  readonly localAccounts: boolean;
  /** Whether Azure roles count on the API server, beside Kubernetes RBAC. */
  readonly azureRbac: boolean;
  readonly privateCluster: boolean;
  /** From where the API server lets connections in; empty: from everywhere. */
  readonly authorisedRanges: readonly string[];
  /** `KubernetesOfficial` or `AKSLongTermSupport`. */
  readonly supportPlan?: string;
  /** How it upgrades by itself, such as `patch`. */
  readonly upgradeChannel?: string;
  /** The Istio add-on: `Istio` or `Disabled`, and its revisions. */
  readonly istio?: { readonly mode: string; readonly revisions: readonly string[] };
}

/** Picks these facts. Undefined when the answer has no ARM id of a managed cluster. */
export function azureCluster(raw: ManagedCluster): AzureCluster | undefined {
  const id = parseClusterId(raw.id ?? '');
  if (raw.id === undefined || id === undefined) return undefined;
  const { aadProfile, apiServerAccessProfile: access } = raw;
  return {
    resourceId: raw.id,
    name: raw.name ?? id.name,
    ...optional('location', raw.location),
    ...optional('nodeResourceGroup', raw.nodeResourceGroup),
    ...optional('kubernetesVersion', raw.currentKubernetesVersion ?? raw.kubernetesVersion),
    ...optional('provisioning', raw.provisioningState),
    running: raw.powerState?.code !== 'Stopped',
    osmAddon: osmAddonOf(raw),
    entra: aadProfile !== undefined && aadProfile !== null,
    localAccounts: raw.disableLocalAccounts !== true,
    azureRbac: aadProfile?.enableAzureRbac === true,
    privateCluster: access?.enablePrivateCluster === true,
    authorisedRanges: access?.authorizedIPRanges ?? [],
    ...optional('supportPlan', raw.supportPlan),
    ...optional('upgradeChannel', raw.autoUpgradeProfile?.upgradeChannel),
    ...optional('istio', istioOf(raw)),
  };
}

function istioOf({ serviceMeshProfile: profile }: ManagedCluster): AzureCluster['istio'] {
  if (profile === undefined || profile === null) return undefined;
  return { mode: profile.mode, revisions: profile.istio?.revisions ?? [] };
}

/** Azure spells the add-on's name as it was given when it was turned on. */
function osmAddonOf({ addonProfiles }: ManagedCluster): boolean {
  const profiles = Object.entries(addonProfiles ?? {});
  return profiles.some(([name, { enabled }]) => name.toLowerCase() === 'openservicemesh' && enabled);
}
