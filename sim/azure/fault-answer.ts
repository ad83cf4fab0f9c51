import type { Answer } from '../kubernetes/answer.ts';
import { type FaultKind, faultAnswer as proxyPage } from '../kubernetes/faults.ts';
import { unauthorized } from '../kubernetes/status.ts';
import { armError } from './arm-errors.ts';
import { entraError } from './entra.ts';
import { managedIdentityError } from './managed-identity.ts';
import type { Endpoint } from './request.ts';

/** ARM's codes and words for what may go wrong with any request. */
const armWords: Readonly<Record<number, readonly [string, string]>> = {
  401: ['AuthenticationFailed', 'Authentication failed.'],
  403: ['AuthorizationFailed', 'The client does not have authorization to perform the action.'],
  409: ['Conflict', 'The request conflicts with another operation in progress.'],
  410: ['Gone', 'The resource is gone.'],
  429: [
    'SubscriptionRequestsThrottled',
    "Number of 'read' requests for the subscription exceeded. Please try again after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.",
  ],
  500: ['InternalServerError', 'Encountered internal server error.'],
  502: ['BadGateway', 'The gateway did not understand the answer of the resource provider.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable. Please try again later.'],
  504: [
    'GatewayTimeout',
    "The gateway did not receive a response from 'Microsoft.ContainerService' within the specified time period.",
  ],
};

function worded(endpoint: Endpoint, status: number, now: Date): Answer {
  const [code, message] = armWords[status] ?? ['Error', 'Something went wrong.'];
  if (endpoint === 'arm') return armError(status, code, message);
  if (endpoint === 'managedIdentity') return managedIdentityError(status, message);
  const says = 'The service is temporarily unavailable. Please retry later.';
  return entraError(status, 'temporarily_unavailable', 90033, says, now);
}

/** The answer that a status fault gives at an endpoint: in its own form, or the page of a proxy in between. */
export function faultAnswer(endpoint: Endpoint, fault: FaultKind & { kind: 'status' }, now: Date): Answer {
  if (fault.html) return proxyPage(fault, unauthorized);
  const { retryAfterSeconds, status } = fault;
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  const answer = worded(endpoint, status, now);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
