import { neededInputs } from '../../engine/needed-inputs.ts';
import type { Check, Tier } from '../../model/check.ts';
import { rights, showRule } from '../../model/rights.ts';
import type { Explanation } from '../../present/explain-message.ts';

/** What a check asks, why, from what, what to do, and how to live with it. */
export function explainCheck(check: Check): Explanation {
  const { id, area, severity, title, failTitle, why, remedy, accept, source, article = [] } = check;
  const covers = `; covers point ${article.join(', ')} of Microsoft's troubleshooting article`;
  return {
    title: `${id} ${title}`,
    kind: `area ${area} · ${severity.toUpperCase()}${tierMark(check.tier)}`,
    sections: [
      { head: 'When it fails', says: [`${failTitle}.`] },
      { head: 'Why it matters', says: [why] },
      { head: 'What to do', says: [remedy, ...mendFirst(check)] },
      { head: 'If it is meant so', says: [accept ?? nothingHidesIt] },
      { head: 'What it reads', says: [evidenceOf(check)] },
      { head: 'Source', says: [article.length === 0 ? source : `${source}${covers}`] },
    ],
    next: [`check CLUSTER ${id}`],
  };
}

const nothingHidesIt = 'Nothing hides this finding: it goes when its cause does.';

function tierMark(tier: Tier | undefined): string {
  return tier === undefined ? '' : ` · only with --${tier}`;
}

function mendFirst({ explainedBy = [] }: Check): string[] {
  if (explainedBy.length === 0) return [];
  const ids = explainedBy.map((id) => `\`${id}\``).join(', ');
  return [
    `Where ${explainedBy.length === 1 ? '' : 'any of '}${ids} fails too, mend that first: it explains this.`,
  ];
}

/** The rights that it needs, in the words of `kubectl auth can-i`. */
function evidenceOf(check: Check): string {
  const tiers = check.tier === undefined ? [] : [check.tier];
  const needed = [...neededInputs([check], tiers)].flatMap((input) => rights[input].map(showRule));
  const [...words] = new Set(needed);
  if (words.length === 0) return 'Nothing that needs a right: every identity that can sign in may read it.';
  return `It needs ${words.length === 1 ? 'this right' : 'these rights'}: ${words.map((word) => `\`${word}\``).join(', ')}.`;
}
