import type { Problem } from '../../model/check.ts';
import type { Retry } from '../../model/policies.ts';
import { parseGoDuration } from '../../osm/mesh-config/go-duration.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { wordsFor } from './policies.ts';

/** Words of Envoy's `x-envoy-retry-on` and `x-envoy-retry-grpc-on`, of all releases up to 1.33. */
const retryWords = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** Judges the words and numbers of `spec.retryPolicy`, which the schema takes whatever they say. */
export function judgeRetryPolicy(retry: Retry): Problem[] {
  const { retryOn = '', perTryTimeout, retryBackoffBaseInterval, numRetries = 0 } = retry.policy;
  const on = policyRef('Retry', retry.metadata);
  const mend = [lookAtPolicy('Retry', retry.metadata, 'See spec.retryPolicy')];
  const unreadable = [
    ...unreadableDuration('perTryTimeout', perTryTimeout),
    ...unreadableDuration('retryBackoffBaseInterval', retryBackoffBaseInterval),
    ...(numRetries < 0 ? [`numRetries ${numRetries}`] : []),
  ];
  const words = retryOn
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const unknown = words.filter((word) => !retryWords.has(word));
  const says = `${wordsFor('Retry', retry)}: `;
  return [
    ...(unreadable.length === 0
      ? []
      : [
          {
            what: 'unreadable',
            on,
            mend,
            says: `${says}osm-controller cannot read ${unreadable.join(', ')}.`,
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [{ what: 'unknownRetryOn', on, mend, says: `${says}Envoy knows no retryOn ${listed(unknown)}.` }]),
    ...(words.length > 0
      ? []
      : [{ what: 'noRetryOn', on, mend, says: `${says}retryOn is empty, so nothing is tried again.` }]),
  ];
}

function unreadableDuration(field: string, value: string | undefined): string[] {
  if (value === undefined || value === '' || parseGoDuration(value) !== undefined) return [];
  return [`${field} ${shown(value)}`];
}
