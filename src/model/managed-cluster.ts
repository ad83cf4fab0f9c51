/** What Azure Resource Manager says of an AKS cluster; known where it was named, not where a kubeconfig led there. */
export interface ManagedCluster {
  /** `addonProfiles.openServiceMesh.enabled`. */
  readonly osmAddon: boolean;
  /** `currentKubernetesVersion`, or `kubernetesVersion`: such as `1.31.3`. */
  readonly kubernetesVersion?: string;
  /** Such as `westeurope`. */
  readonly location?: string;
  /** `supportPlan`: `KubernetesOfficial` or `AKSLongTermSupport`. */
  readonly supportPlan?: string;
  /** `autoUpgradeProfile.upgradeChannel`: `none`, `patch`, `stable`, `rapid` or `node-image`. */
  readonly upgradeChannel?: string;
  /** `serviceMeshProfile`: `Istio` or `Disabled`, and the revisions that are installed. */
  readonly istio?: { readonly mode: string; readonly revisions: readonly string[] };
}

/** A revision of the Istio add-on that Azure offers in the cluster's region (`meshRevisionProfiles/istio`). */
export interface MeshRevision {
  /** Such as `asm-1-28`. */
  readonly revision: string;
  /** Minor versions of Kubernetes that it runs on, such as `1.31`. */
  readonly kubernetes: readonly string[];
  /** The same with the plan AKSLongTermSupport, where Azure lists them by themselves. */
  readonly longTermKubernetes?: readonly string[];
}

/** A planned maintenance window of the cluster (`maintenanceConfigurations`). */
export interface MaintenanceWindow {
  /** `aksManagedAutoUpgradeSchedule`, `aksManagedNodeOSUpgradeSchedule` or `default`. */
  readonly name: string;
  /** RFC 3339: when it opens, soonest first, beginning with one that is open now; none where the schedule could not be read. */
  readonly opens: readonly string[];
}
