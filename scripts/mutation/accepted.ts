/** A mutant, or several alike, that no test need tell from the code. Lines move, so it is known by its texts. */
export interface Accepted {
  /** A file, or a folder with its slash at the end. */
  readonly in: string;
  readonly mutator?: string;
  /** The code as it stands, white space reduced to single blanks; a regular expression where many are alike. */
  readonly original: string | RegExp;
  /** What the mutant makes of it, where not every change of this code is meant. */
  readonly mutated?: string;
  /** Only where no test comes to this code. */
  readonly uncovered?: true;
  readonly because: string;
}

/** Every mutant that is known to survive, and why that is well. */
export const accepted: readonly Accepted[] = [
  {
    in: 'src/engine/compare-reports.ts',
    original: /^case '(passed|broken)': return/,
    because: 'A result that passed has nothing unseen, and what no case takes is as false as what these say.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: /^'(unknown|broken)'$/,
    because: 'What no case takes is as false as what these cases say.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: 'problem?.reason',
    because: 'A read that did not end well has a problem; the type ties the two together loosely.',
  },
  {
    in: 'src/engine/explain-results.ts',
    original: '[]',
    because: 'Only ids of checks that failed are kept, and this is none.',
  },
  {
    in: 'src/engine/select-checks.ts',
    mutator: 'Regex',
    original: '/^osm\\d{1,4}$/',
    because: 'No id, name or area begins with such a word: what is no id is compared as a name in vain.',
  },
  {
    in: 'src/engine/state.ts',
    original: '[]',
    because: 'A word that is no severity is neither grave nor a warning.',
  },
  {
    in: 'src/engine/summarise.ts',
    original: '[]',
    because: 'What has no severity is counted under none.',
  },
  {
    in: 'src/engine/summarise.ts',
    mutator: 'EqualityOperator',
    original: 'new TextEncoder().encode(JSON.stringify(part)).length < mostBytes',
    mutated: 'new TextEncoder().encode(JSON.stringify(part)).length <= mostBytes',
    because:
      'The bound is round and leaves 24 KiB of the property free: whether it is itself allowed is no matter.',
  },
  {
    in: 'src/remedies/build-remedy.ts',
    original: /^''$|^'\/'$/,
    because: 'An API version without a group is none of the groups that kubectl needs named.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: "'outside'",
    because: 'Only being in a list is asked for.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: 'findingsIn(before, schema).filter(isProblem)',
    because: 'A doubt has neither path nor sentence that a problem could share.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: "is === 'doubt'",
    mutated: 'true',
    because: 'What is left here besides doubts makes the answer unknown as well.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: 'a < b',
    mutated: 'a <= b',
    because: 'Of two findings of one check about one object either may stand first.',
  },
  {
    in: 'src/engine/needed-inputs.ts',
    original: '[]',
    because: 'A word that is no tier asks for none.',
  },
  {
    in: 'src/engine/measure.ts',
    original: "components['osm-controller']?.readyReplicas",
    because: 'What has no osm-controller is no mesh.',
  },
  {
    in: 'src/checks/tool/rights-granted.ts',
    original: "'list'",
    because: 'No rule is without verbs.',
  },
  {
    in: 'src/checks/tool/clock-agrees.ts',
    original: 'skewSeconds > 0',
    mutated: 'skewSeconds >= 0',
    because: 'A difference of nothing is no difference: it passes before this.',
  },
  {
    in: 'src/checks/certificates/leaf-validity-sensible.ts',
    original: "'24h'",
    mutated: '""',
    because: 'What is no duration counts as 24h too.',
  },
  {
    in: 'src/checks/certificates/leaf-validity-sensible.ts',
    original: 'duration > longest',
    mutated: 'duration >= longest',
    because: 'The longest that is sensible has passed before this.',
  },
  {
    in: 'src/checks/certificates/mesh-ca.ts',
    original: /^bundle\.filter\(|^other\.fingerprint !== certificate\.fingerprint$/,
    because:
      'What is beside a certificate is asked for a successor with time left: one without is none of its own.',
  },
  {
    in: 'src/checks/certificates/root-certificates.ts',
    original: "'none'",
    uncovered: true,
    because: 'The CRD does not take a MeshRootCertificate without a state here.',
  },
  {
    in: 'src/checks/certificates/sidecars-trust-ca.ts',
    original: 'creationTimestamp !== undefined',
    mutated: 'true',
    because: 'What is no time is not before any time.',
  },
  {
    in: 'src/checks/certificates/sidecars-trust-ca.ts',
    original: 'since > now.getTime() + toleranceMs',
    mutated: 'since >= now.getTime() + toleranceMs',
    because: 'The tolerance is a round number of minutes: whether its last millisecond counts is no matter.',
  },
  {
    in: 'src/checks/admission/istio-injectors.ts',
    original: "''",
    because: 'Any text that is no path of Istio says the same: no path was given.',
  },
];
