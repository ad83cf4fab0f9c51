import { expect, test } from '@jest/globals';
import { protocolsNamed } from '../../../src/checks/data-plane/protocols-named.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import { seenIn } from '../seen-in.ts';
import { serve } from './objects.ts';

/** Of Kubernetes (KEP-3726), Istio and what people write otherwise. */
test.each([
  ...['ws', 'kubernetes.io/ws', 'http2', 'h2c', 'kubernetes.io/h2c', 'grpc-web'].map((their) => [
    their,
    'http',
  ]),
  ...['https', 'tls', 'wss', 'kubernetes.io/wss'].map((their) => [their, 'tcp']),
  ...['mongo', 'mongodb', 'redis', 'kafka', 'postgres', 'postgresql', 'amqp'].map((their) => [their, 'tcp']),
  ...['mysql', 'smtp'].map((their) => [their, 'tcp-server-first']),
])('appProtocol %s is to OSM: %s', (appProtocol, word) => {
  const snapshot = seenIn({ name: '', edits: serve('db', { port: 7000, appProtocol }) });
  const { results } = runChecks(snapshot, [protocolsNamed], (intent) =>
    buildRemedy(intent, snapshot.cluster),
  );

  expect(results[0]?.outcome).toMatchObject({
    findings: [{ remedies: [{ command: expect.stringContaining(`"value":"${word}"`) }] }],
  });
});
