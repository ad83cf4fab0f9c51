import type { Alert } from '../model/alert.ts';
import type { Told } from '../model/asked.ts';
import type { Asker, Job, Place } from '../model/job.ts';
import { type Json, object, optional } from '../model/json.ts';
import {
  labels,
  long,
  longTexts,
  Malformed,
  maybe,
  name,
  oneOf,
  part,
  short,
  shortTexts,
  time,
} from './job-fields.ts';

/** What a message of the queue is. */
export type ParsedJob =
  | { readonly is: 'job'; readonly job: Job }
  /** A newer release sent it; `text` is the message. */
  | { readonly is: 'unknownVersion'; readonly text: string }
  /** `why` goes on from "it": a clause without a full stop, without text of the message. */
  | { readonly is: 'malformed'; readonly why: string };

/**
 * Reads a message as the Functions host hands it over: JSON is parsed already, anything else is text. Fields that this
 * version does not know are left out. Never throws.
 */
export function parseJob(message: unknown): ParsedJob {
  try {
    const value: unknown = typeof message === 'string' ? JSON.parse(message) : message;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Malformed('is no JSON object');
    const json = object(value);
    const version = json['version'];
    if (version === 1) return { is: 'job', job: jobOf(json) };
    if (typeof version !== 'number') throw new Malformed('has no version');
    return { is: 'unknownVersion', text: typeof message === 'string' ? message : JSON.stringify(message) };
  } catch (error) {
    return { is: 'malformed', why: `it ${error instanceof Malformed ? error.message : 'is no JSON'}` };
  }
}

function jobOf(json: Json): Job {
  const head = {
    version: 1,
    id: name(json, 'id'),
    askedAt: time(json, 'askedAt'),
    by: askerOf(part(json, 'by')),
  } as const;
  switch (json['do']) {
    case 'check':
      return {
        ...head,
        do: 'check',
        cluster: name(json, 'cluster'),
        ...optional('only', maybe(json, 'only', shortTexts)),
        ...optional('namespace', maybe(json, 'namespace', name)),
        answerTo: placeOf(part(json, 'answerTo')),
      };
    case 'tell':
      return {
        ...head,
        do: 'tell',
        asked: toldOf(part(json, 'asked')),
        answerTo: placeOf(part(json, 'answerTo')),
      };
    case 'openDigest':
      return { ...head, do: 'openDigest', dueAt: time(json, 'dueAt') };
    case 'digestPart':
      return {
        ...head,
        do: 'digestPart',
        round: name(json, 'round'),
        cluster: clusterOf(part(json, 'cluster')),
      };
    case 'closeDigest':
      return { ...head, do: 'closeDigest', round: name(json, 'round') };
    case 'alert':
      return { ...head, do: 'alert', alert: alertOf(part(json, 'alert')) };
    case 'cleanUp':
      return { ...head, do: 'cleanUp' };
    default:
      throw new Malformed('asks for something that this version cannot do');
  }
}

function askerOf(json: Json): Asker {
  switch (json['is']) {
    case 'person':
      return {
        is: 'person',
        user: name(json, 'user'),
        team: short(json, 'team'),
        channel: name(json, 'channel'),
      };
    case 'timer':
      return { is: 'timer' };
    case 'alert':
      return { is: 'alert', rule: short(json, 'rule') };
    default:
      throw new Malformed('does not say who asked');
  }
}

function placeOf(json: Json): Place {
  return {
    channel: name(json, 'channel'),
    ...optional('thread', maybe(json, 'thread', name)),
    ...optional('responseUrl', maybe(json, 'responseUrl', long)),
  };
}

function toldOf(json: Json): Told {
  const cluster = () => optional('cluster', maybe(json, 'cluster', name));
  const is = oneOf(json, 'is', ['help', 'config', 'explain', 'clusters', 'namespaces', 'showAll'] as const);
  switch (is) {
    case 'help':
    case 'clusters':
      return { is };
    case 'namespaces':
      return { is, ...cluster() };
    case 'explain':
      return { is, topic: name(json, 'topic') };
    case 'config':
      return {
        is,
        ...cluster(),
        ...optional('key', maybe(json, 'key', name)),
        ...optional('value', maybe(json, 'value', short)),
      };
    case 'showAll':
      return {
        is,
        cluster: name(json, 'cluster'),
        only: shortTexts(json, 'only'),
        ...optional('namespace', maybe(json, 'namespace', name)),
      };
  }
}

function clusterOf(json: Json): { readonly name: string; readonly resourceId: string } {
  return { name: name(json, 'name'), resourceId: name(json, 'resourceId') };
}

function alertOf(json: Json): Alert {
  return {
    id: name(json, 'id'),
    rule: short(json, 'rule'),
    severity: oneOf(json, 'severity', ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4']),
    condition: oneOf(json, 'condition', ['Fired', 'Resolved']),
    service: short(json, 'service'),
    signal: short(json, 'signal'),
    firedAt: time(json, 'firedAt'),
    ...optional('resolvedAt', maybe(json, 'resolvedAt', time)),
    ...optional('description', maybe(json, 'description', long)),
    targets: longTexts(json, 'targets'),
    measured: longTexts(json, 'measured'),
    labels: labels(json, 'labels'),
  };
}
