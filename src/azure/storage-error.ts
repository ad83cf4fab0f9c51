import { object, text } from '../model/json.ts';
import type { StorageSettings } from '../settings/settings.ts';

/** The storage account did not do what it was asked: one sentence without keys, signatures or bodies. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** HTTP status; absent when no answer came. */
  readonly status: number | undefined;

  constructor(says: string, status?: number) {
    super(says);
    this.status = status;
  }
}

/** A value is larger than storage takes; trying again will not help. */
export class TooBigError extends Error {
  override readonly name = 'TooBigError';
}

/** What was tried, for the sentence: `write to the table osmmarks`. */
export interface Attempt {
  readonly does: string;
  readonly by: StorageSettings['by'];
  /** The built-in role that allows it. */
  readonly role: 'Storage Table Data Contributor' | 'Storage Queue Data Contributor';
}

/** Turns whatever an SDK threw into one sentence. */
export function storageError(error: unknown, attempt: Attempt): StorageError {
  if (error instanceof StorageError) return error;
  const status = statusOf(error);
  return new StorageError(`Could not ${attempt.does}: ${because(error, status, attempt)}`, status);
}

function because(error: unknown, status: number | undefined, attempt: Attempt): string {
  const code = codeOf(error);
  const name = text(object(error)['name']) ?? 'unknown error';
  if (status === 403) return `${answered(status, code)} ${forbidden(attempt)}`;
  if (status !== undefined) return answered(status, code);
  if (name === 'AbortError' || name === 'TimeoutError') return 'the storage account did not answer in time.';
  if (/^(Credential|Authentication|AggregateAuthentication)/.test(name)) {
    return `signing in to Azure failed (${name}). See that the app has an identity, and that its client id is right.`;
  }
  return `the storage account could not be reached (${code ?? name}).`;
}

function answered(status: number, code: string | undefined): string {
  return `the storage account answered ${status}${code === undefined ? '' : ` (${code})`}.`;
}

function forbidden({ by, role }: Attempt): string {
  return by === 'identity'
    ? `Give the app's identity the role ${role} on the storage account; if it has it, see the account's network rules.`
    : "See that the account key in AzureWebJobsStorage is right, that shared keys are allowed, and the account's network rules.";
}

/** HTTP status of an SDK's error; undefined when no answer came. */
export function statusOf(error: unknown): number | undefined {
  const status = object(error)['statusCode'];
  return typeof status === 'number' ? status : undefined;
}

/**
 * The service's code, such as `EntityAlreadyExists`. The SDK of tables leaves it in different places: in `code` for
 * transactions, in `details` else, and sometimes only in the body that it takes for the message.
 */
export function codeOf(error: unknown): string | undefined {
  const { code, details, message } = object(error);
  const { odataError, errorCode } = object(details);
  const given = [code, object(odataError)['code'], errorCode, codeInBody.exec(text(message) ?? '')?.[1]];
  return given.map(text).find((word) => word !== undefined && /^\w{1,60}$/.test(word));
}

const codeInBody = /"code"\s*:\s*"(\w+)"/;
