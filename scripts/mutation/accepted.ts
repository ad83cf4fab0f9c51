/** A mutant, or several alike, that no test need tell from the code. Lines move, so it is known by its texts. */
export interface Accepted {
  /** The file. */
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
