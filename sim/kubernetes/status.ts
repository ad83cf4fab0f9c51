import { type Answer, jsonAnswer } from './answer.ts';

/** One reason out of several for which an object was found invalid. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** What a Status says of the object that a request was about; empty fields are left out. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

/** A failure in the API server's own words. Some failures carry no reason: Go errors without a type. */
export interface Failure {
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
  readonly details?: StatusDetails;
}

/** Thrown inside the server to end a request with a Status. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The kind and object that a failure speaks of. */
export interface About {
  readonly group: string;
  readonly resource: string;
  readonly name?: string | undefined;
}

/** `meshconfigs.config.openservicemesh.io`, or `pods` in the core group. */
export function qualified(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** `details` of a Status: the resource stands under `kind` there. */
export function detailsOf(about: About): StatusDetails {
  return {
    ...(about.name ? { name: about.name } : {}),
    ...(about.group === '' ? {} : { group: about.group }),
    kind: about.resource,
  };
}

/** The Status answer for a failure. */
export function failureAnswer(failure: Failure): Answer {
  return jsonAnswer(failure.code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: failure.message,
    ...(failure.reason === undefined ? {} : { reason: failure.reason }),
    ...(failure.details === undefined ? {} : { details: failure.details }),
    code: failure.code,
  });
}

/** 401, whatever was wrong with the credentials. */
export const unauthorized: Failure = { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };

/** 404 for an object. */
export function notFound(about: About): Failure {
  const message = `${qualified(about.resource, about.group)} ${JSON.stringify(about.name ?? '')} not found`;
  return { code: 404, reason: 'NotFound', message, details: detailsOf(about) };
}

/** 409 for creating what exists. */
export function alreadyExists(about: About): Failure {
  const message = `${qualified(about.resource, about.group)} ${JSON.stringify(about.name ?? '')} already exists`;
  return { code: 409, reason: 'AlreadyExists', message, details: detailsOf(about) };
}

/** 409 for a resourceVersion that is no longer current. */
export function conflict(about: About): Failure {
  const what = `${qualified(about.resource, about.group)} ${JSON.stringify(about.name ?? '')}`;
  const message = `Operation cannot be fulfilled on ${what}: the object has been modified; please apply your changes to the latest version and try again`;
  return { code: 409, reason: 'Conflict', message, details: detailsOf(about) };
}

/** 400 with a message. */
export function badRequest(message: string): Failure {
  return { code: 400, reason: 'BadRequest', message };
}

/** 405. */
export const methodNotAllowed: Failure = {
  code: 405,
  reason: 'MethodNotAllowed',
  message: 'the server does not allow this method on the requested resource',
  details: {},
};

/** 415, naming what would have been accepted. */
export function unsupportedMediaType(accepted: readonly string[]): Failure {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return { code: 415, reason: 'UnsupportedMediaType', message };
}

/** 422: equal causes are named once in the message but all of them stand in `details`. */
export function invalid(group: string, kind: string, name: string, causes: readonly Cause[]): Failure {
  const lines = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const said = lines.length === 1 ? lines.join('') : `[${lines.join(', ')}]`;
  return {
    code: 422,
    reason: 'Invalid',
    message: `${qualified(kind, group)} ${JSON.stringify(name)} is invalid: ${said}`,
    details: { ...detailsOf({ group, resource: kind, name }), causes },
  };
}
