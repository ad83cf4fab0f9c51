import { app } from '@azure/functions';
import { answering } from './handling/answering.ts';

app.http('status', {
  methods: ['GET'],
  route: 'status',
  authLevel: 'function',
  handler: answering(async () => {
    const { readStatus } = await import('../src/wiring/index.ts');
    return { jsonBody: await readStatus() };
  }),
});
