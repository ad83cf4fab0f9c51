import type { Severity } from '../model/check.ts';

/**
 * The last day on which Microsoft supports the OSM add-on of AKS.
 * Source: learn.microsoft.com/azure/aks/open-service-mesh-about and the page on long-term support, read in 2026.
 */
const lastDay = Date.UTC(2027, 8, 30);

/** That day, for people. */
export const retirementDay = '30 September 2027';

const dayMs = 86_400_000;

/** From how many days before the last one on it is a warning. */
const warningDays = 180;

/** Whole days from the UTC date of `now` to the last day of support: 0 on that day, negative after it. */
export function daysToRetirement(now: Date): number {
  return Math.round((lastDay - Math.floor(now.getTime() / dayMs) * dayMs) / dayMs);
}

/**
 * How much it matters that something still has to be done for the move to another mesh: a note while there is time,
 * since nothing is wrong with the cluster, and a warning from 180 days before the end of support on.
 */
export function migrationSeverity(now: Date): Extract<Severity, 'info' | 'warning'> {
  return daysToRetirement(now) > warningDays ? 'info' : 'warning';
}
