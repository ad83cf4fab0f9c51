import { type Json, object, optional, text } from '../../model/json.ts';
import type { DoorPorts } from './ports.ts';
import { readProposal } from './proposal-form.ts';
import type { Incoming } from './receiver.ts';
import { refusalOf } from './who-may.ts';
import { turnAsked } from './wish.ts';

/** What Slack does with a form: nothing closes it, errors stand beside its fields. */
export type FormAnswer =
  | undefined
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

/** Answers a submitted form: what is returned is the response itself. */
export function answerSubmission(ports: DoorPorts, incoming: Incoming, payload: Json): FormAnswer {
  const view = object(payload['view']);
  const submitted = readProposal(view);
  if (submitted.is === 'wrong') return wrong(submitted.errors);
  const { about, key, value } = submitted;
  const person = object(payload['user']);
  const who = {
    user: text(person['id']) ?? '',
    team: text(person['team_id']) ?? text(object(payload['team'])['id']) ?? '',
    channel: about.channel,
  };
  const refusal = refusalOf(ports.access, who);
  if (refusal !== undefined) return wrong({ key: refusal.summary });
  const turn = turnAsked(
    ports,
    { is: 'config', cluster: about.cluster, key, value },
    {
      who,
      identity: ['submission', text(view['id']) ?? '', text(view['hash']) ?? ''],
      askedAt: incoming.askedAt,
      answerTo: { channel: about.channel, ...optional('thread', about.thread) },
    },
  );
  if (turn.is === 'job') incoming.send(turn.job);
  return undefined;
}

function wrong(errors: Readonly<Record<string, string>>): FormAnswer {
  return { response_action: 'errors', errors: { ...errors } };
}
