import { daysToRetirement, retirementDay } from '../osm/retirement.ts';
import { count } from './words.ts';

/** How long the OSM add-on is still supported, in a sentence. */
export function retirementWords(now: Date): string {
  const days = daysToRetirement(now);
  if (days < 0) return `Microsoft's support for the OSM add-on ended on ${retirementDay}.`;
  if (days === 0) return `Microsoft's support for the OSM add-on ends today, ${retirementDay}.`;
  return `${count(days, 'day')} until Microsoft ends the OSM add-on (${retirementDay}).`;
}

/** The same for one line of many facts. */
export function shortRetirementWords(now: Date): string {
  const days = daysToRetirement(now);
  if (days < 0) return `support for the OSM add-on ended on ${retirementDay}`;
  return `${count(days, 'day')} until the OSM add-on ends (${retirementDay})`;
}

/** `2026-11-22 12:00 UTC`. */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
