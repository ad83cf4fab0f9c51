/**
 * The last day on which Microsoft supports the OSM add-on of AKS.
 * Source: learn.microsoft.com/azure/aks/open-service-mesh-about and the page on long-term support, read in 2026.
 */
const lastDay = Date.UTC(2027, 8, 30);

/** That day, for people. */
export const retirementDay = '30 September 2027';

const dayMs = 86_400_000;

/** Whole days from the UTC date of `now` to the last day of support: 0 on that day, negative after it. */
export function daysToRetirement(now: Date): number {
  return Math.round((lastDay - Math.floor(now.getTime() / dayMs) * dayMs) / dayMs);
}
