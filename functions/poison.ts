import { app } from '@azure/functions';
import { poisonQueue } from '../src/model/queues.ts';
import { logOf } from './handling/log.ts';
import { connection } from './handling/storage.ts';

app.storageQueue('poison', {
  queueName: poisonQueue,
  connection,
  handler: async (message, context) => {
    const { giveUpJob } = await import('../src/wiring/index.ts');
    await giveUpJob(message, logOf(context));
  },
});
