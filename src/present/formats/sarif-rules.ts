import type { Severity } from '../../model/check.ts';
import type { Rule } from './document.ts';
import { messageText } from './sarif-text.ts';

/** SARIF's levels. GitHub ranks rules by a number beside them, so that a critical one stands above an error. */
export const levels: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A reportingDescriptor of SARIF 2.1.0. */
export function ruleOf(rule: Rule, pageOf: ((id: string) => string) | undefined): object {
  const { id, name, area, severity, failTitle, title, why, remedy, source } = rule;
  const page = pageOf?.(id);
  return {
    id,
    name: pascal(name),
    shortDescription: { text: messageText(failTitle) },
    fullDescription: { text: messageText(why) },
    help: {
      text: messageText(`${why}\n\nWhat to do: ${remedy}\n\nPasses when: ${title}.\n\nSource: ${source}`),
      markdown: `${why}\n\n**What to do.** ${remedy}\n\n**Passes when.** ${title}.\n\n**Source.** ${source}`,
    },
    ...(page === undefined || !/^https?:\/\//.test(page) ? {} : { helpUri: page }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [area], severity },
  };
}

/** `webhooks-answer` as SARIF wants names: `WebhooksAnswer`. */
function pascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
