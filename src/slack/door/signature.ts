import { createHmac, timingSafeEqual } from 'node:crypto';
import { type DoorRequest, valuesOf } from './http.ts';

/** How far Slack's clock and ours may be apart, either way. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
const windowSeconds = 300;

/**
 * The time at which Slack sent a request, in seconds since 1970; undefined when it was not Slack who sent it, or not
 * now. Bolt's own `isValidSlackRequest` takes timestamps from the future and signs text, not bytes.
 */
export function sentBySlackAt(
  signingSecret: string,
  { headers, now }: Pick<DoorRequest, 'headers' | 'now'>,
  body: Buffer,
): number | undefined {
  const [timestamp = '', ...timestamps] = valuesOf(headers, 'x-slack-request-timestamp');
  const [signature = '', ...signatures] = valuesOf(headers, 'x-slack-signature');
  // A doubled header fits neither form when it was joined with a comma, and is counted when it was not.
  if (timestamps.length > 0 || signatures.length > 0) return undefined;
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return undefined;
  if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > windowSeconds) return undefined;
  const ours = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return timingSafeEqual(Buffer.from(signature), Buffer.from(`v0=${ours}`)) ? Number(timestamp) : undefined;
}
