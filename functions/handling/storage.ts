import { output } from '@azure/functions';
import { jobQueue } from '../../src/model/queues.ts';

/** The setting, or the prefix of settings, by which the Functions host reaches the storage account. */
export const connection = 'AzureWebJobsStorage';

/** Where a function puts jobs; a list becomes a message each. */
export const toJobQueue = output.storageQueue({ queueName: jobQueue, connection });
