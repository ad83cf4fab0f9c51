import type { Change, Remedy, RemedyIntent } from '../../model/remedy.ts';
import { judgeValue } from '../../osm/mesh-config/index.ts';
import { type Effect, inRelease } from '../../osm/mesh-config/key.ts';
import { meshConfigName } from '../../osm/names.ts';
import { buildRemedy } from '../../remedies/build-remedy.ts';
import { judgePatch } from '../../remedies/judge-patch.ts';
import { patchFor, undoPatch } from '../../remedies/merge-patch.ts';
import type { Shell } from '../../remedies/quote.ts';
import { readValue } from '../../remedies/read-value.ts';
import type { ConfigKey, OpenConfig } from './open-config.ts';
import { type Restart, restartsFor } from './restarts.ts';
import { warningsFor } from './warnings.ts';

/** A change that may be typed, with all that one should know before typing it. Nothing was changed. */
export interface Proposal {
  readonly is: 'proposal';
  readonly key: ConfigKey;
  readonly intent: RemedyIntent;
  readonly changed: readonly Change[];
  /** The command with its undo and its proof. */
  readonly remedy: Remedy;
  /** When it is felt; undefined where that is not known. */
  readonly effect?: Effect;
  readonly restarts: readonly Restart[];
  readonly warnings: readonly string[];
}

/** What became of a wish. */
export type Proposed =
  | Proposal
  | { readonly is: 'inPlace'; readonly says: string }
  | { readonly is: 'refused'; readonly says: string };

/** Turns a typed value into a command that the cluster's own schema accepts, or says why there is none. */
export function propose(key: ConfigKey, typed: string, open: OpenConfig, shell: Shell): Proposed {
  if (key.schema === undefined || open.schema.is === 'opaque') {
    const because = open.schema.is === 'opaque' ? open.schema.because : 'the schema does not have it';
    return refused(`Nothing is proposed for ${key.path}, since nothing could be proven: ${because}.`);
  }
  const read = readValue(key.schema, typed, key.value === undefined ? {} : { current: key.value });
  if (read.is === 'wrong') return refused(`${key.path}: ${read.says}`);
  const misfit = misfitOf(key, read.value, open);
  if (misfit !== undefined) return refused(`${key.path}: ${misfit}`);
  const patch = patchFor(key.path, read.value);
  const object = { spec: open.config.spec };
  const judgement = judgePatch(open.schema, object, patch);
  switch (judgement.is) {
    case 'noChange':
      return { is: 'inPlace', says: `${key.path} is ${JSON.stringify(read.value)} already.` };
    case 'rejected':
      return refused(judgement.problems.map(({ path, says }) => `${path} ${says}.`).join(' '));
    case 'dropped':
      return refused(`This cluster would drop ${judgement.paths.join(', ')} without effect.`);
    case 'unknown':
      return refused(`Nothing is proposed, since nothing could be proven: ${judgement.because}.`);
    case 'accepted': {
      const undo = undoPatch(object, patch);
      return proposal({
        key,
        patch,
        value: read.value,
        changed: judgement.changed,
        open,
        shell,
        ...(undo && { undo }),
      });
    }
  }
}

function refused(says: string): Proposed {
  return { is: 'refused', says };
}

function misfitOf(key: ConfigKey, value: unknown, { release }: OpenConfig): string | undefined {
  if (key.known === undefined || release === undefined) return undefined;
  const [misfit] = judgeValue(key.known, value, release.version);
  return misfit === undefined ? undefined : `${misfit.wrong} ${misfit.consequence}`;
}

const notAsked = 'No dry run was asked for: it needs the right to patch MeshConfigs for real.';

interface Accepted {
  readonly key: ConfigKey;
  readonly value: unknown;
  readonly patch: object;
  readonly undo?: object;
  readonly changed: readonly Change[];
  readonly open: OpenConfig;
  readonly shell: Shell;
}

function proposal({ key, value, patch, undo, changed, open, shell }: Accepted): Proposal {
  const { release, config, cluster, takenAt } = open;
  const effect = release && key.known && inRelease(key.known.takesEffect, release.version);
  const takesEffect = effect === 'newPods' || effect === 'controlPlaneRestart' ? effect : 'atOnce';
  const intent: RemedyIntent = {
    do: 'patch',
    object: {
      apiVersion: config.apiVersion,
      kind: 'MeshConfig',
      namespace: config.metadata.namespace ?? '',
      name: meshConfigName,
    },
    patch,
    ...(undo === undefined ? {} : { undo }),
    does: `Set ${key.path}`,
    takesEffect,
  };
  const remedy: Remedy = {
    ...buildRemedy(intent, cluster, shell),
    proof: { by: 'liveSchema', at: takenAt, changed, because: notAsked },
  };
  return {
    is: 'proposal',
    key,
    intent,
    changed,
    remedy,
    ...(effect === undefined ? {} : { effect }),
    restarts: effect === undefined ? [] : restartsFor(effect, open, shell),
    warnings: warningsFor(key, value, open),
  };
}
