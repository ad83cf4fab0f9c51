import { object } from '../model/json.ts';

/** What Slack adds to its total for each container is not documented; this is more than was ever seen. */
const container = 6;

/** An upper estimate of what blocks count towards Slack's total: texts, addresses, values, and their containers. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(object(value)).reduce((sum, [name, field]) => {
    if (typeof field !== 'string') return sum + charactersOf(field);
    return sum + (name === 'text' || name === 'url' || name === 'value' ? field.length : 0);
  }, container);
}
