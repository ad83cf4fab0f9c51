import { type Json, object, objects, optional, text } from '../../model/json.ts';
import type { DoorPorts } from './ports.ts';
import type { Incoming } from './receiver.ts';
import { tellAlone } from './tell-alone.ts';
import { refusalOf } from './who-may.ts';
import { turnWords } from './wish.ts';

/** Answers `@osm-doctor …` in a channel as it would the command. Programs are not answered: two could talk for ever. */
export async function answerMention(ports: DoorPorts, incoming: Incoming, body: Json): Promise<void> {
  const event = object(body['event']);
  const user = text(event['user']);
  const channel = text(event['channel']);
  if (event['bot_id'] !== undefined || user === undefined || channel === undefined) return;
  const team = text(event['user_team']) ?? text(event['team']) ?? text(body['team_id']) ?? '';
  const who = { user, team, channel };
  const answerTo = { channel, ...optional('thread', text(event['thread_ts'])) };
  const refusal = refusalOf(ports.access, who);
  if (refusal !== undefined) return tellAlone(ports, incoming, { user, answerTo }, refusal);
  const turn = turnWords(ports, afterMention(text(event['text']) ?? '', botUserOf(body)), {
    who,
    identity: ['event', text(body['event_id']) ?? ''],
    askedAt: incoming.askedAt,
    answerTo,
  });
  if (turn.is === 'told') return tellAlone(ports, incoming, { user, answerTo }, turn.message);
  incoming.send(turn.job);
}

function botUserOf(body: Json): string | undefined {
  const [authorization = {}] = objects(body['authorizations']);
  const user = text(authorization['user_id']) ?? '';
  return authorization['is_bot'] === true && /^[A-Z0-9]+$/.test(user) ? user : undefined;
}

/** What stands behind the first mention of the bot, or of anybody when its id is not known. */
function afterMention(sent: string, botUser = '[A-Z0-9]+'): string {
  const mention = new RegExp(`<@${botUser}(?:\\|[^>]*)?>`).exec(sent);
  return mention === null ? sent : sent.slice(mention.index + mention[0].length);
}
