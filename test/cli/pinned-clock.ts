/** The time at which the clusters of test/clusters were "read", and that it is wherever the program is tested. */
export const pinnedNow = new Date('2026-11-22T12:00:00Z');

const offsetMs = pinnedNow.getTime() - Date.now();

/** By how much the clock of a simulated server has to be off for the time to be the pinned one there. */
export const pinnedSkewSeconds = Math.round(offsetMs / 1_000);

/** A clock that runs, and began at the pinned time. */
export const pinnedClock = (): Date => new Date(Date.now() + offsetMs);

const script = `const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...given) { given.length === 0 ? super(Real.now() + ${offsetMs}) : super(...given); }
  static now() { return Real.now() + ${offsetMs}; }
};`;

/**
 * Has a program of Node see the pinned clock. Lists that age (src/osm/dated-facts.ts), the end of support, and the
 * certificates of the clusters would else turn healthy clusters into others some day.
 */
export const pinnedClockEnv = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
} as const;
