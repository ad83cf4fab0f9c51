import { explainKey } from '../commands/config/explain-key.ts';
import { findConfigKey } from '../commands/config/find-key.ts';
import {
  type ConfigKey,
  configSources,
  type OpenConfig,
  openConfig,
  proposalSources,
} from '../commands/config/open-config.ts';
import { type Proposal, type Proposed, propose } from '../commands/config/propose.ts';
import { type DryRunAnswer, proveByDryRun } from '../commands/config/prove.ts';
import { renderProposal } from '../commands/config/render-proposal.ts';
import { renderSurvey } from '../commands/config/render-survey.ts';
import { survey } from '../commands/config/survey.ts';
import { nearest } from '../commands/nearest.ts';
import { inputsFor } from '../engine/needed-inputs.ts';
import { findKey } from '../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../osm/mesh-config/index.ts';
import { credentialLines } from '../present/credential-lines.ts';
import type { Layout } from '../present/terminal.ts';
import type { Shell } from '../remedies/quote.ts';
import { tellClosed } from './closed.ts';
import { exitCodes } from './exit-codes.ts';
import { refuseDryRunOf } from './refuse-dry-run.ts';
import { type ClusterOptions, takeSnapshot } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { unreadable } from './unreadable.ts';
import { UsageError } from './usage-error.ts';

/** Options of `osm-doctor config`. */
export interface ConfigOptions extends ClusterOptions {
  readonly output: 'text' | 'json';
  readonly shell: Shell;
  readonly dryRun?: true;
  readonly color: boolean;
}

/** `osm-doctor config [CLUSTER] [KEY] [VALUE]`: shows, explains or proposes; never changes anything. */
export async function config(
  words: readonly string[],
  options: ConfigOptions,
  terminal: Terminal,
): Promise<number> {
  const { cluster, key, value } = sortWords(words, options);
  const sources = value === undefined ? configSources : proposalSources;
  if (options.dryRun === true) refuseDryRunOf(cluster);
  const taken = await hinting(cluster, () => takeSnapshot(cluster, options, inputsFor(sources), terminal));
  if (taken.is === 'closed') {
    terminal.stderr.write(tellClosed(taken.problem) + keyHint(cluster));
    return exitCodes.unreadable;
  }
  const { snapshot } = taken;
  const { apiServer } = snapshot.inputs;
  if (!apiServer.ok) {
    terminal.stderr.write(unreadable(snapshot.cluster, apiServer.problem));
    return exitCodes.unreadable;
  }
  const opened = openConfig(snapshot);
  if (opened.is === 'closed') {
    terminal.stderr.write(`${opened.says}\n`);
    return exitCodes.unreadable;
  }
  const layout = { paint: paintFor(terminal, options), columns: columnsOf(terminal) };
  const answer =
    value === undefined
      ? show(opened.config, key, options, layout)
      : await proposeChange(opened.config, { key: key ?? '', value }, options, { layout, terminal });
  terminal.stdout.write(answer);
  return exitCodes.clean;
}

/** A misspelt key is taken for a cluster: where there is none of that name, the keys that are near are named too. */
async function hinting<T>(cluster: string | undefined, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${error.message}\n${keyHint(cluster)}`.trimEnd());
    throw error;
  }
}

function keyHint(word: string | undefined): string {
  if (word === undefined) return '';
  const found = findKey(word, meshConfigKeys);
  const near = found.is === 'unknown' ? nearest(found.typed, found.near) : [];
  return near.length === 0 ? '' : `If a key was meant: ${near.join(' or ')}?\n`;
}

/** With a kubeconfig or context no CLUSTER is given; without, a first word that is a key is taken for one. */
function sortWords(
  words: readonly string[],
  { kubeconfig, context }: ConfigOptions,
): Readonly<Record<'cluster' | 'key' | 'value', string | undefined>> {
  const [first] = words;
  const namesCluster =
    kubeconfig === undefined &&
    context === undefined &&
    first !== undefined &&
    findKey(first, meshConfigKeys).is === 'unknown';
  const [cluster, key, value, ...rest] = namesCluster ? words : [undefined, ...words];
  if (rest.length > 0)
    throw new UsageError(`One key and one value at a time: "${rest.join(' ')}" is too much.`);
  return { cluster, key, value };
}

function show(open: OpenConfig, key: string | undefined, options: ConfigOptions, layout: Layout): string {
  if (key === undefined) {
    const all = survey(open);
    return options.output === 'json' ? asJson(open, all) : renderSurvey(open, all, layout);
  }
  const found = foundKey(key, open);
  const [row] = survey({ ...open, keys: [found] }).rows;
  return options.output === 'json' ? asJson(open, { ...row }) : explainKey(found, open, layout);
}

async function proposeChange(
  open: OpenConfig,
  { key, value }: { readonly key: string; readonly value: string },
  options: ConfigOptions,
  { layout, terminal }: { readonly layout: Layout; readonly terminal: Terminal },
): Promise<string> {
  const found = foundKey(key, open);
  const bySchema = accepted(propose(found, value, open, options.shell));
  const proposed =
    bySchema.is === 'proposal' && options.dryRun === true
      ? accepted(proveByDryRun(bySchema, await tryOut(bySchema, options, terminal), open))
      : bySchema;
  if (proposed.is === 'inPlace') {
    return options.output === 'json' ? asJson(open, { path: found.path, ...proposed }) : `${proposed.says}\n`;
  }
  if (options.output !== 'json') {
    const pointing = credentialLines(open, layout).map((line) => `${line}\n`);
    return [...pointing, ...(pointing.length > 0 ? ['\n'] : []), renderProposal(proposed, open, layout)].join(
      '',
    );
  }
  const { key: _key, intent: _intent, ...content } = proposed;
  return asJson(open, { path: found.path, ...content });
}

async function tryOut(
  { intent }: Proposal,
  options: ConfigOptions,
  terminal: Terminal,
): Promise<DryRunAnswer> {
  const { withDryRuns } = await import('./dry-runs.ts');
  const answer = await withDryRuns(options, terminal, (attempt) => attempt(intent));
  if (answer?.is === 'answered') return { is: 'answered', spec: object(answer.object['spec']) };
  return { is: 'failed', because: answer?.problem.detail ?? 'there is no request to try.' };
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function foundKey(typed: string, open: OpenConfig): ConfigKey {
  const found = findConfigKey(typed, open);
  if (found.is === 'none') throw new UsageError(found.says);
  return found.key;
}

function asJson(open: OpenConfig, content: object): string {
  return `${JSON.stringify({ version: 1, ...headOf(open), ...content }, undefined, 2)}\n`;
}

function accepted(proposed: Proposed): Exclude<Proposed, { is: 'refused' }> {
  if (proposed.is === 'refused') throw new UsageError(proposed.says);
  return proposed;
}

function headOf({ cluster, takenAt, config: { apiVersion, metadata } }: OpenConfig): object {
  return { cluster, takenAt, meshConfig: { apiVersion, namespace: metadata.namespace, name: metadata.name } };
}
