/** What a fresh installation is tried for, in the order in which one would mend it. */
export const selfCheckAreas = [
  'settings',
  'secrets',
  'identity',
  'storage',
  'fleet',
  'cluster',
  'slack',
  'channel',
  'door',
] as const;

/** Part of the installation that a step looks at. */
export type SelfCheckArea = (typeof selfCheckAreas)[number];

/** One thing that was tried. `passed` says no more than what was seen. */
export interface SelfCheckStep {
  readonly area: SelfCheckArea;
  /** What was tried, in a few words: `Tables`, the name of a cluster, the id of a channel. */
  readonly of: string;
  readonly outcome: 'passed' | 'failed' | 'unknown';
  /** What was seen; never a secret. */
  readonly says: string;
  /** What to do about it; for whatever did not pass by a mistake that somebody can mend. */
  readonly todo?: string;
  /** For copying, for sh. */
  readonly command?: string;
  /** Kubernetes YAML for copying. */
  readonly manifest?: string;
}

/** What came of trying an installation. */
export interface SelfCheck {
  /** RFC 3339. */
  readonly takenAt: string;
  readonly steps: readonly SelfCheckStep[];
  /** What cannot be tried from here, and how else to find out. A sentence each. */
  readonly notSeen: readonly string[];
}

/** The first step to mend: what failed first, or else what could not be seen first. */
export function firstToMend({ steps }: SelfCheck): SelfCheckStep | undefined {
  return (
    steps.find(({ outcome }) => outcome === 'failed') ?? steps.find(({ outcome }) => outcome === 'unknown')
  );
}

/** `failed` when anything failed, else `unknown` when anything was not seen. */
export function selfCheckState({ steps }: SelfCheck): SelfCheckStep['outcome'] {
  const has = (wanted: SelfCheckStep['outcome']) => steps.some(({ outcome }) => outcome === wanted);
  if (has('failed')) return 'failed';
  return has('unknown') || steps.length === 0 ? 'unknown' : 'passed';
}
