import { type Json, text } from '../../model/json.ts';
import type { DoorPorts } from './ports.ts';
import type { Incoming } from './receiver.ts';
import { responseUrlIn } from './response-url.ts';
import { refusalOf } from './who-may.ts';
import { turnWords } from './wish.ts';
import { type Acknowledgement, acknowledgement, toCaller } from './words.ts';

/** Answers `/osm …`: what is returned is the response itself. */
export function answerCommand(ports: DoorPorts, incoming: Incoming, command: Json): Acknowledgement {
  const field = (name: string) => text(command[name]) ?? '';
  const who = { user: field('user_id'), team: field('team_id'), channel: field('channel_id') };
  const refusal = refusalOf(ports.access, who);
  if (refusal !== undefined) return toCaller(refusal);
  const turn = turnWords(ports, field('text'), {
    who,
    identity: ['command', field('trigger_id')],
    askedAt: incoming.askedAt,
    answerTo: { channel: who.channel, ...responseUrlIn(command, ports.slack.apiUrl) },
  });
  if (turn.is === 'job') incoming.send(turn.job);
  return acknowledgement(turn);
}
