import type { Asked } from '../../model/asked.ts';
import { type Json, object, objects, optional, text } from '../../model/json.ts';
import type { Button, Message } from '../../model/message.ts';
import { openProposal } from './open-proposal.ts';
import type { DoorPorts } from './ports.ts';
import type { Proposed } from './proposal-form.ts';
import type { Incoming } from './receiver.ts';
import { responseUrlIn } from './response-url.ts';
import { tellAlone } from './tell-alone.ts';
import { refusalOf } from './who-may.ts';
import { noCluster, type Turn, turnAsked, type Wish } from './wish.ts';

/** The action ids of our buttons: `explain`, `explain.2`. */
export const buttonIds = /^(checkAgain|showAll|explain|proposeChange)(\.\d+)?$/;

/** The command that a button stands for; its value is what follows. */
const commands: { readonly [D in Button['does']]: 'check' | 'explain' | 'config' } = {
  checkAgain: 'check',
  showAll: 'check',
  explain: 'explain',
  proposeChange: 'config',
};

/** Answers a click on one of our buttons. `ack` is called before anything is waited for. */
export async function answerClick(
  ports: DoorPorts,
  incoming: Incoming,
  payload: Json,
  ack: () => Promise<void>,
): Promise<void> {
  const [action = {}] = objects(payload['actions']);
  const actionId = text(action['action_id']) ?? '';
  const triggerId = text(payload['trigger_id']) ?? '';
  const does = (buttonIds.exec(actionId)?.[1] ?? 'explain') as Button['does'];
  const wish = wishOf(ports, incoming, payload, does, [triggerId, actionId]);
  const { user } = wish.who;
  const tell = (message: Message) => tellAlone(ports, incoming, { user, answerTo: wish.answerTo }, message);
  const refusal = refusalOf(ports.access, wish.who);
  if (refusal !== undefined) {
    await ack();
    return tell(refusal);
  }
  // A value comes back from the chat: it is read as if somebody had typed it.
  const parsed = ports.parse(`${commands[does]} ${text(action['value']) ?? ''}`, {});
  const turn: ClickTurn =
    parsed.is === 'mistake'
      ? { is: 'told', message: ports.mistake(parsed) }
      : turnClick(ports, does, parsed.asked, wish);
  if (turn.is === 'job') incoming.send(turn.job);
  await ack();
  if (turn.is === 'told') return tell(turn.message);
  if (turn.is === 'form') {
    const problem = await openProposal(ports.slack, triggerId, turn.about);
    if (problem !== undefined) return tell(problem);
  }
}

type ClickTurn = Turn | { readonly is: 'form'; readonly about: Proposed };

function turnClick(ports: DoorPorts, does: Button['does'], asked: Asked, wish: Wish): ClickTurn {
  if (asked.is === 'explain' && does === 'explain') return turnAsked(ports, asked, wish);
  if (asked.is === 'check' && does === 'checkAgain') return turnAsked(ports, asked, wish);
  const cluster = 'cluster' in asked ? asked.cluster : undefined;
  if (cluster === undefined) return { is: 'told', message: ports.mistake(noCluster) };
  if (asked.is === 'check' && does === 'showAll') {
    return turnAsked(ports, { ...asked, is: 'showAll', cluster }, wish);
  }
  if (asked.is === 'config' && does === 'proposeChange') {
    const { channel, thread } = wish.answerTo;
    const about = { channel, cluster, ...optional('thread', thread), ...optional('key', asked.key) };
    return { is: 'form', about };
  }
  return { is: 'told', message: ports.mistake(noCluster) };
}

function wishOf(
  { slack }: DoorPorts,
  { askedAt }: Incoming,
  payload: Json,
  does: Button['does'],
  identity: readonly string[],
): Wish {
  const person = object(payload['user']);
  const container = object(payload['container']);
  const channel = text(object(payload['channel'])['id']) ?? text(container['channel_id']) ?? '';
  const team = text(person['team_id']) ?? text(object(payload['team'])['id']) ?? '';
  const thread = threadOf(object(payload['message']), container, does);
  return {
    who: { user: text(person['id']) ?? '', team, channel },
    identity: ['click', ...identity],
    askedAt,
    answerTo: { channel, ...optional('thread', thread), ...responseUrlIn(payload, slack.apiUrl) },
  };
}

/** A new check stands beside the message; what belongs to a message goes into its thread. Only posted ones have any. */
function threadOf(message: Json, container: Json, does: Button['does']): string | undefined {
  const own = text(message['thread_ts']);
  if (container['is_ephemeral'] === true || does === 'checkAgain') return own;
  return own ?? text(message['ts']) ?? text(container['message_ts']);
}
