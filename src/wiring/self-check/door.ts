import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { object } from '../../model/json.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';

/** Milliseconds for the app to start and to answer. */
const waitMs = 30_000;

/** Characters of an answer that are read; the challenge takes a hundred. */
const mostCharacters = 10_000;

/**
 * Sends the app what Slack sends to see whether an address is the app's: signed with this signing secret, and once more
 * with another. Who answers the first with its challenge and refuses the second has the same secret; whether Slack has
 * it too cannot be seen. Never throws.
 */
export async function lookAtDoor(app: string, signingSecret: string, now: Date): Promise<SelfCheckStep> {
  const url = new URL('/api/slack', app).href;
  const head = { area: 'door', of: url } as const;
  const until = AbortSignal.timeout(waitMs);
  try {
    const ours = await knock(url, signingSecret, now, until);
    if (!ours.echoed) return { ...head, ...refusedOutcome(ours.status) };
    const another = randomBytes(16).toString('hex');
    return { ...head, ...knownOutcome(await knock(url, another, now, until)) };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    const says = late ? `Nothing answered within ${waitMs / 1_000} s.` : 'Nothing answered.';
    const todo =
      'See that the address is that of the Function App (az functionapp show --query defaultHostName), that the app runs and was deployed, and that it can be reached from here.';
    return { ...head, outcome: 'failed', says, todo };
  }
}

/** What came of a request: `echoed` when it was taken, and its own challenge came back. */
interface Knock {
  readonly status: number;
  readonly echoed: boolean;
}

async function knock(url: string, secret: string, now: Date, until: AbortSignal): Promise<Knock> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...signatureOf(body, secret, now) },
    redirect: 'manual',
    signal: until,
  });
  const told = challengeIn(await beginningOf(response));
  return { status: response.status, echoed: response.status === 200 && told === challenge };
}

/** Whoever answers there may send without end. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = '';
  if (body === null) return text;
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length > mostCharacters) break;
  }
  return text;
}

type Outcome = Pick<SelfCheckStep, 'outcome' | 'says' | 'todo'>;

/** Of who took our signature, by what they make of a wrong one: many a server sends back every challenge. */
function knownOutcome(stranger: Knock): Outcome {
  if (stranger.status === 401) {
    return {
      outcome: 'passed',
      says: 'The app runs and has the same SLACK_SIGNING_SECRET as these settings.',
    };
  }
  const says = `What answers there takes a wrong signature too (${stranger.status}): it is not osm-doctor, or nothing is proven.`;
  return { outcome: 'failed', says, todo: otherwise };
}

function refusedOutcome(status: number): Outcome {
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
