import { createHmac, randomUUID } from 'node:crypto';
import { object } from '../../model/json.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';

/** Milliseconds for the app to start and to answer. */
const waitMs = 30_000;

/**
 * Sends the app what Slack sends to see whether an address is the app's: signed with this signing secret. Who answers
 * with the challenge has the same secret; whether Slack has it too cannot be seen. Never throws.
 */
export async function lookAtDoor(app: string, signingSecret: string, now: Date): Promise<SelfCheckStep> {
  const url = new URL('/api/slack', app).href;
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const head = { area: 'door', of: url } as const;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signatureOf(body, signingSecret, now) },
      redirect: 'manual',
      signal: AbortSignal.timeout(waitMs),
    });
    return { ...head, ...outcomeOf(response.status, await response.text(), challenge) };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    const says = late ? `Nothing answered within ${waitMs / 1_000} s.` : 'Nothing answered.';
    const todo =
      'See that the address is that of the Function App (az functionapp show --query defaultHostName), that the app runs and was deployed, and that it can be reached from here.';
    return { ...head, outcome: 'failed', says, todo };
  }
}

type Outcome = Pick<SelfCheckStep, 'outcome' | 'says' | 'todo'>;

function outcomeOf(status: number, body: string, challenge: string): Outcome {
  if (status === 200 && challengeIn(body) === challenge) {
    return {
      outcome: 'passed',
      says: 'The app runs and has the same SLACK_SIGNING_SECRET as these settings.',
    };
  }
  const says = `The app answered ${status} to a request that was signed with SLACK_SIGNING_SECRET.`;
  return { outcome: 'failed', says, todo: todos[status] ?? otherwise };
}

const todos: Readonly<Record<number, string>> = {
  401: "The app has another signing secret than these settings, or this machine's clock is more than five minutes wrong. Copy the secret anew from Basic Information of the Slack app, put it into the key vault, and restart the app.",
  404: 'No door is there: see that the address is that of the Function App and that osm-doctor was deployed to it.',
  503: 'The settings of the app are wrong, or it is starting: look at its log and at GET /api/status.',
};

const otherwise = 'See that the address is that of the Function App, and look at its log.';

function challengeIn(body: string): unknown {
  try {
    return object(JSON.parse(body))['challenge'];
  } catch {
    return undefined;
  }
}

/** Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
function signatureOf(body: string, signingSecret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}
