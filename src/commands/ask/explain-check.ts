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
    kind: `area ${area} · ${severity}`,
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

/** Inputs with the right that each needs. */
function evidenceOf(check: Check): string {
  const parts = [...neededInputs([check])].map((input) => {
    const rules = rights[input].map(showRule).join(', ');
    return rules === '' ? input : `${input} (needs: ${rules})`;
  });
  return `${parts.join('; ')}.`;
}
