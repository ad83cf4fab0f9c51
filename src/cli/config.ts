import { explainKey } from '../commands/config/explain-key.ts';
import { findConfigKey } from '../commands/config/find-key.ts';
import { configSources, type OpenConfig, openConfig } from '../commands/config/open-config.ts';
import { type Proposed, propose } from '../commands/config/propose.ts';
import { renderProposal } from '../commands/config/render-proposal.ts';
import { renderSurvey } from '../commands/config/render-survey.ts';
import { survey } from '../commands/config/survey.ts';
import { inputsFor } from '../engine/needed-inputs.ts';
import { findKey } from '../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../osm/mesh-config/index.ts';
import type { Layout } from '../present/terminal.ts';
import type { Shell } from '../remedies/quote.ts';
import { exitCodes } from './exit-codes.ts';
import { type ClusterOptions, takeSnapshot } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { unreadable } from './unreadable.ts';
import { UsageError } from './usage-error.ts';

/** Options of `osm-doctor config`. */
export interface ConfigOptions extends ClusterOptions {
  readonly output: 'text' | 'json';
  readonly shell: Shell;
  readonly color: boolean;
}

/** `osm-doctor config [CLUSTER] [KEY] [VALUE]`: shows, explains or proposes; never changes anything. */
export async function config(
  words: readonly string[],
  options: ConfigOptions,
  terminal: Terminal,
): Promise<number> {
  const { cluster, key, value } = sortWords(words, options);
  const sources = value === undefined ? configSources.filter((name) => name !== 'pods') : configSources;
  const snapshot = await takeSnapshot(cluster, options, inputsFor(sources), terminal);
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
  terminal.stdout.write(answer(opened.config, { key, value }, options, layout));
  return exitCodes.clean;
}

interface Wish {
  readonly key: string | undefined;
  readonly value: string | undefined;
}

/** With a kubeconfig or context no CLUSTER is given; without, a first word that is a key is taken for one. */
function sortWords(
  words: readonly string[],
  { kubeconfig, context }: ConfigOptions,
): Wish & { readonly cluster: string | undefined } {
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

function answer(open: OpenConfig, { key, value }: Wish, options: ConfigOptions, layout: Layout): string {
  const asJson = (content: object) =>
    `${JSON.stringify({ version: 1, ...headOf(open), ...content }, undefined, 2)}\n`;
  if (key === undefined) {
    const all = survey(open);
    return options.output === 'json' ? asJson(all) : renderSurvey(open, all, layout);
  }
  const found = findConfigKey(key, open);
  if (found.is === 'none') throw new UsageError(found.says);
  if (value === undefined) {
    const [row] = survey({ ...open, keys: [found.key] }).rows;
    return options.output === 'json' ? asJson({ ...row }) : explainKey(found.key, open, layout);
  }
  const proposed = accepted(propose(found.key, value, open, options.shell));
  if (proposed.is === 'inPlace') return options.output === 'json' ? asJson(proposed) : `${proposed.says}\n`;
  const { key: _key, ...rest } = proposed;
  return options.output === 'json'
    ? asJson({ path: found.key.path, ...rest })
    : renderProposal(proposed, open, layout);
}

function accepted(proposed: Proposed): Exclude<Proposed, { is: 'refused' }> {
  if (proposed.is === 'refused') throw new UsageError(proposed.says);
  return proposed;
}

function headOf({ cluster, takenAt, config: { apiVersion, metadata } }: OpenConfig): object {
  return { cluster, takenAt, meshConfig: { apiVersion, namespace: metadata.namespace, name: metadata.name } };
}
