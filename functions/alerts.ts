import { app } from '@azure/functions';
import { receiveAlert } from '../src/alerts/receive-alert.ts';
import { answering, refusal } from './handling/answering.ts';
import { logOf } from './handling/log.ts';
import { readBody } from './handling/read-body.ts';
import { toJobQueue } from './handling/storage.ts';

/** Azure Monitor sends at most 256 KB. Source: learn.microsoft.com/azure/azure-monitor/alerts/action-groups. */
const limit = 256 * 1024;

app.http('alerts', {
  methods: ['POST'],
  route: 'alerts',
  authLevel: 'function',
  extraOutputs: [toJobQueue],
  handler: answering(async (request, context) => {
    const body = await readBody(request, limit);
    const received =
      body === undefined
        ? { is: 'refused' as const, status: 413, says: 'The alert is larger than 256 KiB.' }
        : receiveAlert(body, process.env, new Date());
    if (received.is === 'refused') {
      logOf(context).warn(`An alert was refused with ${received.status}: ${received.says}`);
      return refusal(received.status, received.says);
    }
    context.extraOutputs.set(toJobQueue, received.job);
    return { status: 202, jsonBody: { accepted: received.job.id } };
  }),
});
