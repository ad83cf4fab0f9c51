import { type Logger, LogLevel } from '@slack/web-api';

/**
 * Slack's libraries log requests, and at `debug` their bodies: nothing of that is kept. What an operator should know
 * stands in the results of calls.
 */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
