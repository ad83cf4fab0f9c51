import { app } from '@azure/functions';
import { mostBytes } from '../src/slack/door/http.ts';
import { answering } from './handling/answering.ts';
import { logOf } from './handling/log.ts';
import { readBytes } from './handling/read-body.ts';
import { toJobQueue } from './handling/storage.ts';

const door = () => import('../src/wiring/slack-door.ts');

app.http('slack', {
  methods: ['POST'],
  route: 'slack',
  // Slack has no key: its signature is looked at instead.
  authLevel: 'anonymous',
  extraOutputs: [toJobQueue],
  handler: answering(async (request, context) => {
    const rawBody = await readBytes(request, mostBytes);
    if (rawBody === undefined) return { status: 413 };
    const { answerSlack } = await door();
    const asked = { headers: request.headers, rawBody, now: new Date(), log: logOf(context) };
    const { status, headers, body, jobs } = await answerSlack(asked);
    if (jobs.length > 0) context.extraOutputs.set(toJobQueue, jobs);
    return { status, headers: { ...headers }, body };
  }),
});

// Loaded when the app has started, not before: other doors need not wait for it, and the first command need not either.
app.hook.appStart(() => void setImmediate(() => void door().catch(() => {})));
