import { checks } from '../checks/index.ts';
import { nearest } from '../commands/nearest.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import type { Check } from '../model/check.ts';
import { rights, showRule } from '../model/rights.ts';
import { prose } from '../present/lines.ts';
import type { Layout } from '../present/terminal.ts';
import { UsageError } from './usage-error.ts';

/** `osm-doctor explain ID`: what a check asks, why, from what, and what to do. */
export function explain(topic: string, layout: Layout): string {
  const word = topic.toLowerCase();
  const check = checks.find(({ id, name }) => id.toLowerCase() === word || name === word);
  if (check === undefined) {
    const near = nearest(
      topic,
      checks.flatMap(({ id, name }) => [id, name]),
    );
    const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
    throw new UsageError(
      `Nothing is known as "${topic}".${meant}\n"osm-doctor checks" lists what can be explained.`,
    );
  }
  return `${describe(check, layout).join('\n')}\n`;
}

function describe(check: Check, layout: Layout): string[] {
  const { id, area, severity, title, failTitle, why, remedy, source, article = [] } = check;
  const section = (head: string, body: string) => [
    '',
    layout.paint('strong', head),
    ...prose(body, 2, layout),
  ];
  return [
    layout.paint('strong', `${id} ${title}`),
    layout.paint('quiet', `area ${area} · ${severity}`),
    ...section('When it fails', `${failTitle}.`),
    ...section('Why it matters', why),
    ...section('What to do', remedy),
    ...section('What it reads', evidenceOf(check)),
    ...section(
      'Source',
      article.length === 0
        ? source
        : `${source}; covers point ${article.join(', ')} of Microsoft's troubleshooting article`,
    ),
  ];
}

/** Inputs with the right that each needs. */
function evidenceOf(check: Check): string {
  const parts = [...neededInputs([check])].map((input) => {
    const rules = rights[input].map(showRule).join(', ');
    return rules === '' ? input : `${input} (needs: ${rules})`;
  });
  return `${parts.join('; ')}.`;
}
