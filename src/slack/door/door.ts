import { App } from '@slack/bolt';
import { type Json, object } from '../../model/json.ts';
import { silent } from '../silent.ts';
import { answerClick, buttonIds } from './click.ts';
import { answerCommand } from './command.ts';
import type { DoorRequest, DoorResponse } from './http.ts';
import { answerMention } from './mention.ts';
import type { DoorPorts } from './ports.ts';
import { proposalId } from './proposal-form.ts';
import { doorReceiver, type Incoming } from './receiver.ts';
import { answerSubmission } from './submission.ts';

/** Slack's way into osm-doctor: commands, clicks, forms and events through one address. */
export interface Door {
  /** Answers a request within three seconds. Never throws. */
  handle(request: DoorRequest): Promise<DoorResponse>;
}

/** Builds the door; nothing is asked of Slack yet. Throws on an empty signing secret. */
export function createDoor(ports: DoorPorts): Door {
  const receiver = doorReceiver(ports);
  const app = new App({
    receiver,
    // With `token`, Bolt would ask Slack who it is before it answers anybody.
    authorize: async () => ({ botToken: ports.slack.token }),
    convoStore: false,
    // Without the bot's id Bolt cannot tell; mentions by programs are left alone by the listener.
    ignoreSelf: false,
    logger: silent,
    clientOptions: {
      slackApiUrl: ports.slack.apiUrl,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 2_000,
    },
  });
  const incoming = (context: Json) => context['incoming'] as Incoming;

  app.command('/osm', async ({ body, context, ack }) => {
    await ack(answerCommand(ports, incoming(context), object(body)));
  });
  app.action(buttonIds, async ({ body, context, ack }) => {
    await answerClick(ports, incoming(context), object(body), () => ack());
  });
  app.view(proposalId, async ({ body, context, ack }) => {
    const answer = answerSubmission(ports, incoming(context), object(body));
    await (answer === undefined ? ack() : ack(answer));
  });
  app.event('app_mention', async ({ body, context }) => {
    await answerMention(ports, incoming(context), object(body));
  });
  return { handle: receiver.handle };
}
