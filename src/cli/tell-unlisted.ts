import { plain } from '../present/plain-text.ts';
import { signInAdvice } from './open-fleet.ts';
import type { Terminal } from './terminal.ts';

/** What to tell when there is no cluster to show: why none could be listed, or where others would come from. */
export function tellUnlisted(problems: readonly string[], { env }: Terminal): string {
  const { todo, command } = signInAdvice(env);
  const lines =
    problems.length === 0
      ? [
          'No cluster with the OSM add-on was found in the subscriptions that were looked at.',
          'OSM_ALL_CLUSTERS=true looks at those without it too; OSM_CLUSTERS names clusters.',
        ]
      : [
          'No cluster could be listed.',
          ...problems,
          todo,
          ...(command === undefined ? [] : [`Try: ${command}`]),
        ];
  return `${lines.map(plain).join('\n')}\n`;
}
