const milliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const unit = '(?:ns|us|µs|μs|ms|s|m|h)';
const amount = String.raw`(?:\d+\.?\d*|\.\d+)`;
const whole = new RegExp(`^[-+]?(?:0|(?:${amount}${unit})+)$`);
const part = new RegExp(`(${amount})(${unit})`, 'g');
/** Go counts nanoseconds in 64 bits: about 292 years. */
const longest = 2 ** 63 / 1e6;

/**
 * Reads a duration as Go's `time.ParseDuration` does (`24h`, `1h30m`, `300ms`, `-1.5h`, `0`), in milliseconds;
 * undefined when Go refuses it: no unit, a unit such as `d`, spaces, capitals, or longer than 292 years.
 */
export function parseGoDuration(text: string): number | undefined {
  if (!whole.test(text)) return undefined;
  let sum = 0;
  for (const [, count, name = ''] of text.matchAll(part)) sum += Number(count) * (milliseconds[name] ?? 0);
  if (sum >= longest) return undefined;
  return text.startsWith('-') ? 0 - sum : sum;
}
