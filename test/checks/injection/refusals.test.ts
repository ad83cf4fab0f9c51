import { expect, test } from '@jest/globals';
import { readRefusal } from '../../../src/checks/injection/refusals.ts';

const denied = (by: string) => `admission webhook "${by}" denied the request: no`;
const silent = (by: string) => `Internal error occurred: failed calling webhook "${by}": timeout`;

test.each([
  [denied('validate.kyverno.svc-fail'), 'denied', 'validate.kyverno.svc-fail'],
  [silent('validate.kyverno.svc-fail'), 'noAnswer', 'validate.kyverno.svc-fail'],
  [
    "ValidatingAdmissionPolicy 'no-root' with binding 'all' denied request: osm-init runs as root",
    'denied',
    'no-root',
  ],
  ['pods "till-0" is forbidden: violates PodSecurity "baseline:latest"', 'denied', 'PodSecurity'],
])('%s: %s by %s', (message, is, by) => {
  expect(readRefusal(message)).toMatchObject({ is, by });
});

test.each(['osm-inject.k8s.io', 'osm-validator.k8s.io'].flatMap((by) => [denied(by), silent(by)]))(
  "OSM's own webhook is judged elsewhere: %s",
  (message) => {
    expect(readRefusal(message)).toBeUndefined();
  },
);
