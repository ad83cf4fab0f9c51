import { app } from '@azure/functions';
import { answering } from './handling/answering.ts';

app.http('status', {
  methods: ['GET'],
  route: 'status',
  authLevel: 'function',
  handler: answering(async (request) => {
    if (request.query.has('doctor')) {
      const { readDoctor } = await import('../src/wiring/self-check/read-doctor.ts');
      return { jsonBody: await readDoctor() };
    }
    const { readStatus } = await import('../src/wiring/index.ts');
    return { jsonBody: await readStatus() };
  }),
});
