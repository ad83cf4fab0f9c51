import type { Json } from '../../src/model/json.ts';

/** What is sent back for a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer in JSON. */
export function jsonAnswer(body: Json, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: JSON.stringify(body), contentType: 'application/json; charset=utf-8', headers };
}

/** An answer in plain words. */
export function textAnswer(body: string, status = 200): Answer {
  return { status, body, contentType: 'text/plain; charset=utf-8', headers: {} };
}

/** The page of a proxy or of a server in trouble. */
export function pageAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = `<html><head><title>${status}</title></head><body><h1>Sign in to continue</h1></body></html>`;
  return { status, body, contentType: 'text/html', headers };
}
