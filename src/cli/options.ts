import { InvalidArgumentError } from 'commander';
import { checks } from '../checks/index.ts';
import { nearest } from '../commands/nearest.ts';
import { selectChecks } from '../engine/select-checks.ts';
import { areas, type Check } from '../model/check.ts';
import { UsageError } from './usage-error.ts';

/** Reads `30s`, `2m`, `500ms` or a bare number of seconds into milliseconds. */
export function readBudget(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const unit = { ms: 1, s: 1_000, m: 60_000 }[match?.[2] ?? 's'] ?? 1_000;
  const ms = Number(match?.[1]) * unit;
  if (match === null || ms < 100 || ms > 600_000) {
    throw new InvalidArgumentError('Give a time from 100ms to 10m, such as 30s.');
  }
  return ms;
}

/** Reads a namespace: an RFC 1123 label, as Kubernetes has it; anything else could lead to another path. */
export function readNamespaceName(text: string): string {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('A namespace is lower-case letters, digits and dashes, such as bookstore.');
}

/** Collects `--only`, given several times or with commas. */
export function readOnly(text: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];
}

/** The checks that `--only` names; a word that names none is answered with the nearest that do. */
export function checksFor(words: readonly string[] = []): readonly Check[] {
  const selection = selectChecks(checks, words);
  if (selection.is === 'checks') return selection.checks;
  const [word = ''] = selection.words;
  const known = [...areas, ...checks.map(({ id }) => id), ...checks.map(({ name }) => name)];
  const near = nearest(word, known);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  throw new UsageError(
    `No check is called "${word}".${meant}\n--only takes ids (OSM2004), prefixes (OSM2) and areas (${areas.slice(1, 4).join(', ')} …); "osm-doctor checks" lists them.`,
  );
}
