import { object } from '../model/json.ts';

/** A message that is put aside, without the address at which one person was to be answered. */
export function keptText(message: unknown): string {
  const json = typeof message === 'string' ? parsed(message) : message;
  if (typeof json !== 'object' || json === null) return String(message);
  const { responseUrl: _, ...answerTo } = object(object(json)['answerTo']);
  return JSON.stringify('answerTo' in json ? { ...json, answerTo } : json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
