// A Function App that does as its messages tell, for tests of the local host.
import { setTimeout as delay } from 'node:timers/promises';
import { app, output } from '@azure/functions';

if (process.env.STREAM === 'true') app.setup({ enableHttpStream: true });

const connection = 'AzureWebJobsStorage';
const toWork = output.storageQueue({ queueName: '%WORK_QUEUE%', connection });

let running = 0;
let most = 0;

/** Fails as often, and takes as long, as the message says. */
async function work(message, context) {
  const { id, fails = 0, ms = 0 } = message;
  const attempt = context.triggerMetadata.dequeueCount;
  running += 1;
  most = Math.max(most, running);
  context.info(`begin ${id} attempt ${attempt} as ${typeof message}`);
  await delay(ms);
  running -= 1;
  if (attempt <= fails) throw new Error(`${id} fails ${fails} times`);
  context.info(`done ${id} most ${most}`);
}

app.storageQueue('work', { queueName: '%WORK_QUEUE%', connection, handler: work });

app.storageQueue('poisoned', {
  queueName: '%WORK_QUEUE%-poison',
  connection,
  handler: (message, context) => {
    context.info(`poisoned ${message.id ?? message} attempt ${context.triggerMetadata.dequeueCount}`);
    if (message.failsAsPoison) throw new Error('cannot be buried');
  },
});

app.http('spread', {
  methods: ['POST'],
  authLevel: 'function',
  extraOutputs: [toWork],
  handler: async (request, context) => {
    context.extraOutputs.set(toWork, await request.json());
    return { status: 202 };
  },
});

app.http('echo', {
  methods: ['PUT', 'GET'],
  route: 'echo/{name}',
  handler: async (request) => ({
    status: 201,
    headers: { 'x-name': request.params.name, 'x-query': request.query.get('q') ?? '' },
    body: new Uint8Array(await request.arrayBuffer()),
  }),
});

app.http('throws', {
  handler: () => {
    throw new Error('words for the log alone');
  },
});

app.timer('tick', {
  schedule: '%TICK_SCHEDULE%',
  return: toWork,
  handler: (timer, context) => {
    context.info(`tick past due ${timer.isPastDue}`);
    return [{ id: 'tick-1' }, { id: 'tick-2' }];
  },
});
