import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/admission`. */
export const admission: readonly Accepted[] = [
  {
    in: 'src/checks/admission/istio-injectors.ts',
    original: "''",
    because: 'Any text that is no path of Istio says the same: no path was given.',
  },
];
