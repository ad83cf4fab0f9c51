/*
 * Everything this tool knows that goes out of date by itself. Whoever renews it compares each list with its source and
 * raises `listedOn`. The day of the retirement does not age and stands in `retirement.ts`.
 */

/** The day as of which the lists of this file were compared with their sources. */
const listedOn = '2026-08-21';

/** A list of this file, for sentences: what it lists, and where whoever finds it too old should look. */
interface DatedList {
  readonly of: string;
  readonly look: string;
}

/** The releases of the add-on. */
export const addOnList: DatedList = {
  of: 'releases of the OSM add-on',
  look: 'learn.microsoft.com/azure/aks/supported-kubernetes-versions and the release notes of AKS',
};

/** How long AKS supports which Kubernetes. */
export const kubernetesList: DatedList = {
  of: 'Kubernetes versions that AKS supports',
  look: 'learn.microsoft.com/azure/aks/supported-kubernetes-versions, or at az aks get-upgrades',
};

/** How long the Istio add-on supports which revision. */
export const istioList: DatedList = {
  of: 'revisions of the Istio add-on',
  look: 'learn.microsoft.com/azure/aks/istio-support-policy, or at az aks mesh get-revisions',
};

/** How long a list is believed, in days: AKS and Istio bring out a minor version every three or four months. */
const believedDays = 180;

/** Why nothing can be concluded from a list any more; undefined while it is young enough. */
export function whyTooOld(list: DatedList, now: Date): { readonly unknown: string } | undefined {
  const days = (now.getTime() - Date.parse(listedOn)) / 86_400_000;
  if (days <= believedDays) return undefined;
  return {
    unknown: `The list of ${list.of} in this tool is of ${listedOn}, too old to judge by: look at ${list.look}.`,
  };
}

/**
 * The release of OSM that AKS lists among its components, from which minor version of Kubernetes 1 on. Sources: the
 * table of the AKS documentation on the add-on (below 1.29), supported-kubernetes-versions.md of 5 August 2026.
 */
export const addOnReleases: readonly { readonly fromMinor: number; readonly osm: string }[] = [
  { fromMinor: 0, osm: 'v1.0.0' },
  { fromMinor: 23, osm: 'v1.1.1' },
  { fromMinor: 24, osm: 'v1.2.5' },
  { fromMinor: 29, osm: 'v1.2.7' },
  { fromMinor: 31, osm: 'v1.2.9' },
  { fromMinor: 34, osm: 'v1.2.15' },
];

/** The last minor version of Kubernetes 1 for which `addOnReleases` speaks. Source: the same page. */
export const lastMinorWithAddOn = 36;

/**
 * The newest release of the add-on that was heard of. Source: the same page, components of Kubernetes 1.34 to 1.36;
 * AKS's release notes of 4 January 2026 announced v1.2.11 for all versions.
 */
export const newestAddOn = 'v1.2.15';

/** The last days on which AKS supports a minor version of Kubernetes. */
export interface KubernetesSupport {
  readonly minor: number;
  readonly lastDay: string;
  /** With the plan AKSLongTermSupport. */
  readonly lastDayLongTerm: string;
}

/**
 * Source: supported-kubernetes-versions.md of 5 August 2026 (1.27 and 1.28 of an earlier one); it says that a month
 * means its last day.
 */
export const kubernetesSupport: readonly KubernetesSupport[] = [
  { minor: 27, lastDay: '2024-07-31', lastDayLongTerm: '2025-07-31' },
  { minor: 28, lastDay: '2025-01-31', lastDayLongTerm: '2026-02-28' },
  { minor: 29, lastDay: '2025-03-31', lastDayLongTerm: '2026-04-30' },
  { minor: 30, lastDay: '2025-08-22', lastDayLongTerm: '2026-07-31' },
  { minor: 31, lastDay: '2025-11-01', lastDayLongTerm: '2026-11-30' },
  { minor: 32, lastDay: '2026-03-31', lastDayLongTerm: '2027-03-31' },
  { minor: 33, lastDay: '2026-07-31', lastDayLongTerm: '2027-07-31' },
  { minor: 34, lastDay: '2026-11-30', lastDayLongTerm: '2027-11-30' },
  { minor: 35, lastDay: '2027-03-31', lastDayLongTerm: '2028-03-31' },
  { minor: 36, lastDay: '2027-06-30', lastDayLongTerm: '2028-06-30' },
  { minor: 37, lastDay: '2027-10-31', lastDayLongTerm: '2028-10-31' },
];

/** A revision of the Istio add-on. */
interface IstioSupport {
  readonly revision: string;
  /** Expected: Microsoft gives a month, here its last day. */
  readonly lastDay: string;
  /** Minor versions of Kubernetes 1 that it runs on, without those of long-term support alone. */
  readonly minors: readonly number[];
}

/**
 * Sources: istio-support-policy.md of the AKS documentation as of early 2026 (asm-1-25 to asm-1-28); for asm-1-29 and
 * asm-1-30 the catalogue of checks (ends) and istio.io/latest/docs/releases/supported-releases (Kubernetes).
 */
export const istioSupport: readonly IstioSupport[] = [
  { revision: 'asm-1-25', lastDay: '2026-01-31', minors: [29, 30, 31, 32, 33] },
  { revision: 'asm-1-26', lastDay: '2026-02-28', minors: [29, 30, 31, 32, 33, 34] },
  { revision: 'asm-1-27', lastDay: '2026-05-31', minors: [29, 30, 31, 32, 33, 34, 35] },
  { revision: 'asm-1-28', lastDay: '2026-08-31', minors: [30, 31, 32, 33, 34, 35] },
  { revision: 'asm-1-29', lastDay: '2026-09-30', minors: [31, 32, 33, 34, 35] },
  { revision: 'asm-1-30', lastDay: '2026-12-31', minors: [32, 33, 34, 35, 36] },
];
