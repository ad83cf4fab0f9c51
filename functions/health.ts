import { app } from '@azure/functions';

// Anybody may ask, so it tells nothing but that the app answers.
app.http('health', {
  methods: ['GET'],
  route: 'health',
  authLevel: 'anonymous',
  handler: () => ({ jsonBody: { status: 'alive' } }),
});
