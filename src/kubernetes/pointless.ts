import type { ReadProblem } from '../model/snapshot.ts';

/** Reason to abort a run early: the API server can't be reached at all, so nothing else will come either. */
export class Pointless extends Error {
  override readonly name = 'Pointless';
  readonly problem: ReadProblem;

  constructor(problem: ReadProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}
