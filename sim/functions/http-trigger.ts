import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Invocation, RpcAnswer, RpcData, RpcRequest, RpcResponse } from './functions-core.ts';
import type { Invoke } from './invoke.ts';
import type { Routed } from './routes.ts';
import { triggerOf } from './triggers.ts';

/** A request on its way to a function. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct);
  return Object.fromEntries(entries.map(([name, values = []]) => [name, values.join(', ')]));
}

function invocation(routed: Routed, data: RpcData, metadata: Invocation['triggerMetadata']): Invocation {
  return { inputData: [{ name: triggerOf(routed.fn).name, data }], triggerMetadata: metadata };
}

function bodyOf(data: RpcData | undefined): Uint8Array | string {
  return data?.bytes ?? data?.string ?? data?.json ?? '';
}

function write(response: ServerResponse, { returnValue }: RpcResponse): void {
  const answer = returnValue?.http as RpcAnswer | undefined;
  response.writeHead(Number(answer?.statusCode ?? 204), answer?.headers);
  response.end(bodyOf(answer?.body));
}

/** Hands a request over whole, with its bytes as they came. */
async function whole({ request, response, url }: Exchange, routed: Routed, invoke: Invoke): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const given: RpcRequest = {
    url: url.href,
    method: request.method ?? 'GET',
    headers: headersOf(request),
    params: routed.params,
    body: { bytes: Buffer.concat(chunks) },
  };
  const reason = `This function was called by HTTP ${given.method}`;
  write(response, await invoke(routed.fn, reason, () => invocation(routed, { http: given }, {})));
}

/** Passes a request on to the library's own server, which the app asks for with `enableHttpStream`. */
async function streamed(exchange: Exchange, routed: Routed, invoke: Invoke, worker: string): Promise<void> {
  const { request, response, url } = exchange;
  const headers = headersOf(request);
  const params = Object.entries(routed.params).map(([name, value]) => [name, { string: value }]);
  const metadata = { ...Object.fromEntries(params), Headers: { json: JSON.stringify(headers) } };
  await invoke(routed.fn, `This function was called by HTTP ${request.method}`, (id) => {
    const passedOn = {
      ...headers,
      'x-ms-invocation-id': id,
      'x-forwarded-host': url.host,
      'x-forwarded-proto': 'http',
    };
    const path = new URL(url.pathname + url.search, worker);
    const onward = ask(path, { method: request.method ?? 'GET', headers: passedOn }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
    return invocation(routed, {}, metadata);
  });
}

/** Lets a function answer; what it throws is told as Azure tells it, by an empty 500. */
export async function answerByFunction(
  exchange: Exchange,
  routed: Routed,
  invoke: Invoke,
  workerUrl: string | undefined,
): Promise<void> {
  try {
    await (workerUrl === undefined
      ? whole(exchange, routed, invoke)
      : streamed(exchange, routed, invoke, workerUrl));
  } catch {
    if (!exchange.response.headersSent) exchange.response.writeHead(500);
    exchange.response.end();
  }
}
