import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import { logOf } from './log.ts';

/** An answer that tells what is wrong. */
export function refusal(status: number, says: string): HttpResponseInit {
  return { status, jsonBody: { error: says } };
}

/** What a handler throws is for the log; the caller learns only that it failed. */
export function answering(handler: HttpHandler): HttpHandler {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const reason =
        error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';
      logOf(context).error(`The function ${context.functionName} could not answer: ${reason}`);
      return refusal(500, 'This could not be answered. The log of the Function App says why.');
    }
  };
}
