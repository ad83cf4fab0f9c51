import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { plain } from '../present/plain-text.ts';
import type { Terminal } from './terminal.ts';

/** As much of Node's ClientRequest as is told. */
interface SentRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

const [sent, answered, failed] = [
  'http.client.request.start',
  'http.client.response.finish',
  'http.client.request.error',
] as const;

/**
 * Logs every request that the process sends, those of Azure's libraries too: method, host, path, status, time.
 * Nothing of a header, a body or a query, where tokens and keys could stand. Gives the function that ends it.
 */
export function logRequests({ stderr }: Terminal): () => void {
  const starts = new WeakMap<object, number>();
  const tell = (request: SentRequest, ending: string): void => {
    const { method, host, path } = request;
    const ms = Math.round(performance.now() - (starts.get(request) ?? performance.now()));
    const where = `${host}${path.replace(/\?.*/s, '')}`;
    stderr.write(`debug: ${plain(`${method} ${where} ${ending}`)} ${ms} ms\n`);
  };
  const onSent = (message: unknown): void => {
    starts.set((message as { request: SentRequest }).request, performance.now());
  };
  const onAnswered = (message: unknown): void => {
    const { request, response } = message as { request: SentRequest; response: { statusCode?: number } };
    tell(request, String(response.statusCode));
  };
  const onFailed = (message: unknown): void => {
    const { request, error } = message as { request: SentRequest; error: { code?: string } };
    tell(request, error.code ?? 'failed');
  };
  const channels = [
    [sent, onSent],
    [answered, onAnswered],
    [failed, onFailed],
  ] as const;
  for (const [channel, listener] of channels) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of channels) unsubscribe(channel, listener);
  };
}
