import { type Json, optional, text } from '../../model/json.ts';
import { leadsToSlack } from '../address.ts';

/** The address for answering one command or click, when it leads to Slack and is no longer than those of Slack's. */
export function responseUrlIn(payload: Json, apiUrl: string): { responseUrl?: string } {
  const given = text(payload['response_url']) ?? '';
  return optional(
    'responseUrl',
    given.length <= 2_000 && leadsToSlack(given, apiUrl, 'hooks') ? given : undefined,
  );
}
