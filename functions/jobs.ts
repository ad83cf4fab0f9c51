import { app } from '@azure/functions';
import { jobQueue } from '../src/model/queues.ts';
import { logOf } from './handling/log.ts';
import { connection } from './handling/storage.ts';

app.storageQueue('jobs', {
  queueName: jobQueue,
  connection,
  // What is thrown makes the host deliver the message again, and in the end move it to the poison queue.
  handler: async (message, context) => {
    const { runJob } = await import('../src/wiring/index.ts');
    await runJob(message, Number(context.triggerMetadata?.['dequeueCount'] ?? 1), logOf(context));
  },
});
