import { type Json, object } from '../../src/model/json.ts';
import { type Answer, jsonAnswer, textAnswer } from './answer.ts';
import { type Content, contentOf, saysNothing } from './content.ts';
import { Refused } from './refused.ts';
import { edit, type ResponseUrl, say, type Workspace } from './workspace.ts';

/** docs.slack.dev/interactivity/handling-user-interaction#message_responses. */
const mostUses = 5;
const lastsMs = 30 * 60_000;

/** Answers a POST to a response_url; no token is asked for. */
export function respondTo(workspace: Workspace, id: string, body: Json): Answer {
  const url = workspace.responseUrls.get(id);
  if (url === undefined) return jsonAnswer({ ok: false, error: 'no_such_url' }, 404);
  if (workspace.now() - url.at > lastsMs) return jsonAnswer({ ok: false, error: 'expired_url' }, 404);
  if (url.uses >= mostUses) return jsonAnswer({ ok: false, error: 'used_url' }, 404);
  url.uses += 1;
  try {
    showResponse(workspace, url, body);
    return textAnswer('ok');
  } catch (error) {
    if (error instanceof Refused) return jsonAnswer({ ok: false, error: error.code, ...error.fields }, 400);
    throw error;
  }
}

/** Shows what an app answered to a command or a click: to the one person unless it is for the channel. */
export function showResponse(workspace: Workspace, url: ResponseUrl, body: Json): void {
  const { message } = url;
  if (body['delete_original'] === true) {
    if (message === undefined) throw new Refused('message_not_found');
    message.deleted = true;
    return;
  }
  const { metadata: _, ...content } = contentOf(body);
  if (saysNothing(content)) throw new Refused('no_text');
  if (body['replace_original'] === true && message !== undefined && !message.deleted) {
    edit(message, content);
    return;
  }
  sayNew(workspace, url, body, content);
}

function sayNew(workspace: Workspace, url: ResponseUrl, body: Json, content: Content): void {
  const thread = object(body)['thread_ts'];
  say(workspace, {
    ...content,
    channel: url.channel,
    text: content.text ?? '',
    ...(body['response_type'] === 'in_channel' ? {} : { ephemeralFor: url.user }),
    ...(typeof thread === 'string' ? { threadTs: thread } : {}),
  });
}
