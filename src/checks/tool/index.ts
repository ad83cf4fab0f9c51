import type { Check } from '../../model/check.ts';
import { apiServerAnswers } from './api-server-answers.ts';
import { clockAgrees } from './clock-agrees.ts';
import { readsWhole } from './reads-whole.ts';
import { rightsGranted } from './rights-granted.ts';
import { withinBudget } from './within-budget.ts';

/** The checks of this area, in order of id. */
export const toolChecks: readonly Check[] = [
  apiServerAnswers,
  rightsGranted,
  withinBudget,
  clockAgrees,
  readsWhole,
];
