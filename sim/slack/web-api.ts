import { type Json, text } from '../../src/model/json.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import type { Method, MethodSite } from './methods/method.ts';
import { otherMethods } from './methods/others.ts';
import { viewMethods } from './methods/views.ts';
import type { RateLimits } from './rate.ts';
import { Refused } from './refused.ts';
import type { Workspace } from './workspace.ts';

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...conversationMethods,
  ...viewMethods,
  ...otherMethods,
};

/** A call of the Web API. */
export interface ApiCall {
  readonly method: string;
  /** What the Authorization header or the field `token` gives. */
  readonly token: string | undefined;
  readonly args: Json;
}

/** Answers a call as Slack does: token, scope, rate, then the method itself. */
export function apiAnswer(
  workspace: Workspace,
  site: MethodSite,
  rates: RateLimits | undefined,
  call: ApiCall,
): Answer {
  const headers = {
    'x-slack-req-id': workspace.nextId('req'),
    'x-oauth-scopes': [...workspace.scopes].join(','),
  };
  try {
    const method = methods[call.method];
    if (method === undefined) throw new Refused('unknown_method');
    checkToken(workspace, call.token);
    checkScope(workspace, method, call.args);
    const wait = rates?.waitFor(call.method, text(call.args['channel']) ?? '');
    if (wait !== undefined) return rateLimited(wait);
    return jsonAnswer({ ok: true, ...method.run(workspace, call.args, site) }, 200, headers);
  } catch (error) {
    if (error instanceof Refused)
      return jsonAnswer({ ok: false, error: error.code, ...error.fields }, 200, headers);
    throw error;
  }
}

/** Status 429 in Slack's words. */
export function rateLimited(seconds: number | undefined): Answer {
  const headers: Record<string, string> = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  return jsonAnswer({ ok: false, error: 'ratelimited' }, 429, headers);
}

function checkToken(workspace: Workspace, token: string | undefined): void {
  if (token === undefined || token === '') throw new Refused('not_authed');
  if (token !== workspace.token) throw new Refused('invalid_auth');
  if (workspace.tokenError !== undefined) throw new Refused(workspace.tokenError);
}

function checkScope(workspace: Workspace, { scope }: Method, args: Json): void {
  const needed = typeof scope === 'function' ? scope(workspace, args) : scope;
  if (needed === undefined || workspace.scopes.has(needed)) return;
  throw new Refused('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
}
