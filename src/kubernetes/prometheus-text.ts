import type { Metric } from '../model/deep.ts';

/** More samples than any release has of what is looked at: codes number a hundred. */
const mostSamples = 1_000;

/**
 * The samples of some metrics in Prometheus' text format; every other line is passed over.
 * Source: prometheus.io/docs/instrumenting/exposition_formats.
 */
export function metricsIn(text: string, names: ReadonlySet<string>): Metric[] {
  const lines = text.split('\n').flatMap((line) => {
    const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0] ?? '';
    return names.has(name) ? (sampleIn(name, line.slice(name.length)) ?? []) : [];
  });
  return lines.slice(0, mostSamples);
}

/** `{err_code="E2003"} 4` or ` 17`: labels, the value, perhaps a time. Values that are no number are nobody's count. */
function sampleIn(name: string, rest: string): Metric | undefined {
  const match = /^(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}[ \t]*|[ \t]+)(\S+)(?:[ \t]+-?\d+)?[ \t\r]*$/.exec(
    rest,
  );
  const value = Number(match?.[2]);
  if (match === null || !Number.isFinite(value)) return undefined;
  return { name, labels: labelsIn(match[1] ?? ''), value };
}

function labelsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(pairs.map(([, label = '', value = '']) => [label, unescaped(value)]));
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (_whole, letter: string) => (letter === 'n' ? '\n' : letter));
}
