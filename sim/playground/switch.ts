import type { PageSwitch } from './api.ts';

/** A switch of the side panel. Whether it is on is looked up: somebody may have mended by hand what it broke. */
export interface Switch extends Omit<PageSwitch, 'on'> {
  isOn(): boolean;
  /** Breaks or heals; setting it as it stands changes nothing. Throws PartProblem with a sentence. */
  set(on: boolean): void | Promise<void>;
}

/** A switch as the page shows it. */
export function pageSwitch({ id, title, about, cluster, isOn }: Switch): PageSwitch {
  return { id, title, about, on: isOn(), ...(cluster === undefined ? {} : { cluster }) };
}
