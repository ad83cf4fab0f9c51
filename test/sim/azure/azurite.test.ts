import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

test('a table keeps what is put into it', async () => {
  const table = TableClient.fromConnectionString(azurite.connectionString, 'marks', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  await table.createEntity({ partitionKey: 'p', rowKey: 'r', says: 'hello' });
  expect(await table.getEntity('p', 'r')).toMatchObject({ says: 'hello' });
  expect(table.url).toBe(azurite.tableUrl);
});

test('a queue gives back what is sent to it', async () => {
  const queue = new QueueClient(azurite.connectionString, 'jobs');
  await queue.create();
  await queue.sendMessage('first');
  const received = await queue.receiveMessages();
  expect(received.receivedMessageItems.map((item) => item.messageText)).toEqual(['first']);
  expect(queue.url).toBe(`${azurite.queueUrl}/jobs`);
});

test('two of them share nothing, and a closed one is gone', async () => {
  const other = await startAzurite();
  const queue = new QueueClient(other.connectionString, 'jobs', { retryOptions: { maxTries: 1 } });
  expect(await queue.exists()).toBe(false);
  await other.close();
  await expect(queue.exists()).rejects.toThrow('ECONNREFUSED');
});
