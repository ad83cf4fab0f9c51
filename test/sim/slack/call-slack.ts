import type { RunningSlack } from '../../../sim/slack/server.ts';
import { type Json, object } from '../../../src/model/json.ts';

/** What a call was answered. */
export interface Called extends Json {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Calls a method as the official client does: a form, lists and objects in it as JSON. */
export async function callSlack(
  slack: RunningSlack,
  method: string,
  args: Json = {},
  token = slack.env()['SLACK_BOT_TOKEN'],
): Promise<Called> {
  const form = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: new URLSearchParams(form).toString(),
  });
  const body = object(await response.json());
  return { ...body, status: response.status, retryAfter: response.headers.get('retry-after') };
}

/** Posts JSON to a response_url; its status and body. */
export async function respond(url: string, body: Json): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return `${response.status} ${await response.text()}`;
}
