import { app } from '@azure/functions';
import { toJobQueue } from './handling/storage.ts';

app.timer('digest', {
  schedule: '%OSM_DIGEST_SCHEDULE%',
  return: toJobQueue,
  handler: async () => {
    const { digestJobs } = await import('../src/wiring/index.ts');
    return digestJobs(new Date());
  },
});
