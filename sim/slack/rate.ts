/** So many at once, then so many a second. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
  /** Counted for each channel by itself. */
  readonly byChannel: boolean;
}

/** docs.slack.dev/apis/web-api/rate-limits: posting is limited by channel, other methods by their tier (3: 50 a minute). */
const rates: Readonly<Record<string, Rate>> = {
  'chat.postMessage': { burst: 3, perSecond: 1, byChannel: true },
  'chat.postEphemeral': { burst: 20, perSecond: 100 / 60, byChannel: false },
  'chat.update': { burst: 20, perSecond: 50 / 60, byChannel: false },
  'chat.delete': { burst: 20, perSecond: 50 / 60, byChannel: false },
  'conversations.history': { burst: 20, perSecond: 50 / 60, byChannel: false },
  'conversations.replies': { burst: 20, perSecond: 50 / 60, byChannel: false },
};

/** Counts calls, and tells how long to wait once there were too many. */
export interface RateLimits {
  /** Seconds until the next may come, or undefined when this one may. */
  waitFor(method: string, channel: string): number | undefined;
}

/** Rate limits that were not used yet. `now` gives milliseconds. */
export function rateLimits(now: () => number): RateLimits {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    waitFor(method, channel) {
      const rate = rates[method];
      if (rate === undefined) return undefined;
      const key = rate.byChannel ? `${method} ${channel}` : method;
      const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now() };
      const tokens = Math.min(rate.burst, bucket.tokens + ((now() - bucket.at) / 1_000) * rate.perSecond);
      const allowed = tokens >= 1;
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now() });
      return allowed ? undefined : Math.max(1, Math.ceil((1 - tokens) / rate.perSecond));
    },
  };
}
