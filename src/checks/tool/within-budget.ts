import { defineCheck } from '../../model/check.ts';
import { wordsFor } from '../../model/rights.ts';
import { clusterRef, firstRead, notReached } from './run.ts';

export const withinBudget = defineCheck({
  id: 'OSM0003',
  name: 'within-budget',
  area: 'tool',
  severity: 'warning',
  title: 'Everything was read within the time budget',
  failTitle: 'The time budget ran out before everything was read',
  why: 'What was not read in time is unknown, and so is every check that needs it.',
  remedy:
    'Give the run more time (--budget 120s) or ask for less (--only OSM5, --namespace NAME). A slow answer is mostly a loaded API server or a long way to it.',
  source: 'The budget that this run was given',
  reads: ['run'],
  run({ run }) {
    if (firstRead(run)?.ok === false) return notReached;
    const late = run.reads.filter(({ problem }) => problem?.reason === 'timedOut');
    if (late.length === 0) return [];
    const names = late.map(({ input }) => wordsFor(input)).join(', ');
    return [
      {
        what: 'budgetRanOut',
        on: clusterRef(run),
        says: `The budget of ${run.budgetMs / 1_000} s ran out before these were read: ${names}.`,
        mend: [
          {
            do: 'look',
            does: 'See how the API server is doing',
            args: ['get', '--raw', '/readyz?verbose'],
          },
        ],
      },
    ];
  },
});
