import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningSlack, startSlack } from '../../../sim/slack/server.ts';
import { helpMessage } from '../../../src/commands/ask/help-answer.ts';
import { parseCommand } from '../../../src/commands/ask/parse-command.ts';
import type { Log } from '../../../src/jobs/ports.ts';
import type { Job } from '../../../src/model/job.ts';
import { mistakeMessage } from '../../../src/present/help-message.ts';
import { slackChat } from '../../../src/slack/chat.ts';
import { createDoor, type Door } from '../../../src/slack/door/door.ts';
import type { DoorResponse } from '../../../src/slack/door/http.ts';
import type { DoorPorts } from '../../../src/slack/door/ports.ts';
import type { Access } from '../../../src/slack/door/who-may.ts';

/** Lets everybody in. */
export const everybody: Access = {
  teams: 'all',
  channels: 'all',
  users: 'all',
  askWhom: 'the platform team',
};

/** The door in front of a pretended Slack. */
export interface RunningDoor {
  readonly slack: RunningSlack;
  readonly door: Door;
  /** Where Slack sends its requests. */
  readonly url: string;
  /** Lines of the log; grows. */
  readonly lines: string[];
  readonly log: Log;
  /** Every job of every answer; grows. */
  readonly jobs: Job[];
  /** Answers to what was sent to `url`; grows. */
  readonly responses: DoorResponse[];
  close(): Promise<void>;
}

/** Starts a door with the grammar of `/osm`; `ports` are put in the place of the usual ones. */
export async function startDoor(ports: Partial<DoorPorts> = {}): Promise<RunningDoor> {
  const slack = await startSlack();
  const [token = '', signingSecret = ''] = slack.secrets;
  const access = { token, apiUrl: slack.apiUrl, timeoutMs: 2_000 };
  const usual: DoorPorts = {
    signingSecret,
    slack: access,
    access: everybody,
    defaultCluster: (channel) => (channel === 'C0DEV' ? 'stage' : undefined),
    parse: parseCommand,
    help: () => helpMessage(),
    mistake: mistakeMessage,
    answer: slackChat(access).answer,
  };
  // A getter stays one: a test changes who may while the door stands.
  const door = createDoor(Object.defineProperties(usual, Object.getOwnPropertyDescriptors(ports)));
  const lines: string[] = [];
  const jobs: Job[] = [];
  const responses: DoorResponse[] = [];
  const note = (says: string) => lines.push(says);
  const log: Log = { info: note, warn: note, error: note };
  const answer = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return door.handle({ headers, rawBody: Buffer.concat(chunks), now: new Date(), log });
  };
  const server = createServer((request, response) => {
    void answer(request).then((answered) => {
      jobs.push(...answered.jobs);
      responses.push(answered);
      response.writeHead(answered.status, answered.headers).end(answered.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    slack,
    door,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    log,
    jobs,
    responses,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await slack.close();
    },
  };
}
