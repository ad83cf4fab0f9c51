import type { InvocationContext } from '@azure/functions';
import type { Log } from '../../src/jobs/ports.ts';

/** The operator's log, through the context of an invocation: lines carry its id. */
export function logOf(context: InvocationContext): Log {
  return {
    info: (says) => context.info(says),
    warn: (says) => context.warn(says),
    error: (says) => context.error(says),
  };
}
