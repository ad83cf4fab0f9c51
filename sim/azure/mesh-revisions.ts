/** What the region offers of the Istio add-on, in ARM's form. Source: learn.microsoft.com/rest/api/aks/managed-clusters/get-mesh-revision-profile. */
export interface OfferedRevision {
  readonly revision: string;
  /** Minor versions of Kubernetes. */
  readonly kubernetes: readonly string[];
  /** With long-term support; the same ones unless given. */
  readonly longTerm?: readonly string[];
}

/** What a region offers unless declared otherwise: one that has been there for a while, and a newer one. */
export const usualRevisions: readonly OfferedRevision[] = [
  {
    revision: 'asm-1-30',
    kubernetes: ['1.32', '1.33', '1.34', '1.35', '1.36'],
    longTerm: ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'],
  },
  {
    revision: 'asm-1-31',
    kubernetes: ['1.32', '1.33', '1.34', '1.35', '1.36'],
    longTerm: ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'],
  },
];

/** The one profile of a region, `istio`. */
export function meshRevisionProfileJson(
  subscription: string,
  location: string,
  offered: readonly OfferedRevision[],
): object {
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.ContainerService/locations/${location}/meshRevisionProfiles/istio`,
    name: 'istio',
    type: 'Microsoft.ContainerService/locations/meshRevisionProfiles',
    properties: {
      meshRevisions: offered.map(({ revision, kubernetes, longTerm = kubernetes }, index) => ({
        revision,
        upgrades: offered.slice(index + 1).map((newer) => newer.revision),
        compatibleWith: [
          { name: 'KubernetesOfficial', versions: kubernetes },
          { name: 'AKSLongTermSupport', versions: longTerm },
        ],
      })),
    },
  };
}
