import { neededInputs } from '../../engine/needed-inputs.ts';
import type { Check } from '../../model/check.ts';
import { rights, showRule } from '../../model/rights.ts';
import type { Explanation } from '../../present/explain-message.ts';

/** What a check asks, why, from what, and what to do. */
export function explainCheck(check: Check): Explanation {
  const { id, area, severity, title, failTitle, why, remedy, source, article = [] } = check;
  const covers = `; covers point ${article.join(', ')} of Microsoft's troubleshooting article`;
  return {
    title: `${id} ${title}`,
    kind: `area ${area} · ${severity.toUpperCase()}`,
    sections: [
      { head: 'When it fails', says: [`${failTitle}.`] },
      { head: 'Why it matters', says: [why] },
      { head: 'What to do', says: [remedy] },
      { head: 'What it reads', says: [evidenceOf(check)] },
      { head: 'Source', says: [article.length === 0 ? source : `${source}${covers}`] },
    ],
    next: [`check CLUSTER ${id}`],
  };
}

/** The rights that it needs, in the words of `kubectl auth can-i`. */
function evidenceOf(check: Check): string {
  const needed = [...neededInputs([check])].flatMap((input) => rights[input].map(showRule));
  const [...words] = new Set(needed);
  if (words.length === 0) return 'Nothing that needs a right: every identity that can sign in may read it.';
  return `It needs ${words.length === 1 ? 'this right' : 'these rights'}: ${words.map((word) => `\`${word}\``).join(', ')}.`;
}
