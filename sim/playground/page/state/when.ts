/** The time of a message, from Slack's `ts`. */
export function timeOf(ts: string): Date {
  return new Date(Number(ts) * 1_000);
}

/** `14:05`, in the reader's zone. */
export function clock(at: Date): string {
  return at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
}

/** `14:05:09.120`, in the reader's zone. */
export function exactClock(at: Date): string {
  const time = at.toLocaleTimeString([], { hour12: false });
  return `${time}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** `Today`, or the day in words. */
export function dayOf(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return 'Today';
  return at.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}
