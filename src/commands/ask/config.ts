import { optional } from '../../model/json.ts';
import { findKey } from '../../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { nearest } from '../nearest.ts';
import {
  type AskCommand,
  asked,
  didYouMean,
  mistake,
  type Parsed,
  shown,
  someCluster,
  typed,
} from './command.ts';
import type { Word } from './read-words.ts';

/** `/osm config CLUSTER [KEY] [VALUE]`. Whether the cluster has the key is for the answer to say. */
export const config: AskCommand = {
  name: 'config',
  otherNames: ['meshconfig'],
  alike: ['settings', 'set', 'patch', 'configure', 'conf', 'configuration', 'propose'],
  usage: 'config CLUSTER [KEY] [VALUE]',
  does: 'shows MeshConfig, explains a key, or proposes a change; it never changes anything',
  examples: (cluster) => [
    typed('config', cluster),
    typed('config', cluster, 'enableEgress'),
    typed('config', cluster, 'enableEgress', 'false'),
  ],
  read(words, context) {
    const [first, ...rest] = words.filter(({ raw }) => raw !== '--').flatMap(keyAndValue);
    const { defaultCluster } = context;
    if (first === undefined) {
      return defaultCluster === undefined ? noCluster() : asked({ is: 'config', cluster: defaultCluster });
    }
    const [second] = rest;
    if (first.text.startsWith('-') || second?.text.startsWith('-') === true) {
      return mistake(
        'config takes no options: a cluster, a key and a value, in this order.',
        ...this.examples(someCluster(context)),
      );
    }
    if (isKey(first.text, second?.text)) {
      return defaultCluster === undefined ? clusterFirst(first, rest) : withKey(defaultCluster, first, rest);
    }
    const near = defaultCluster === undefined || isKnown(second?.text) ? [] : nearKeys(first.text);
    if (defaultCluster !== undefined && near.length > 0) {
      return mistake(
        `MeshConfig has no key ${shown(first.text)}.${didYouMean(near)}`,
        ...near.map((key) => typed('config', defaultCluster, key, ...rest.map(({ text }) => text))),
      );
    }
    if (first.text === '') return noCluster();
    return second === undefined
      ? asked({ is: 'config', cluster: first.text })
      : withKey(first.text, second, rest.slice(1));
  },
};

function withKey(cluster: string, key: Word, value: readonly Word[]): Parsed {
  if (key.text === '') return mistake('Which key of MeshConfig? It is empty.', typed('config', cluster));
  const [only] = value;
  // JSON in several words needs the quotes that stand in it.
  const text = value.length === 1 ? only?.text : value.map(({ raw }) => raw).join(' ');
  return asked({
    is: 'config',
    cluster,
    key: key.text,
    ...optional('value', value.length === 0 ? undefined : text),
  });
}

function noCluster(): Parsed {
  return mistake('Which cluster? config needs its name.', 'config prod-cluster', 'clusters');
}

/** A key where the cluster should be: the cluster may stand behind it. */
function clusterFirst(key: Word, [next, ...rest]: readonly Word[]): Parsed {
  const says = `${shown(key.text)} is a key of MeshConfig: the cluster comes first.`;
  const behind = next !== undefined && /^(?![\d+-])(?!(?:true|false)$)[\w./-]+$/i.test(next.text);
  const values = behind ? rest : next === undefined ? [] : [next, ...rest];
  return mistake(
    says,
    typed('config', behind ? next.text : 'prod-cluster', key.text, ...values.map(({ text }) => text)),
    typed('explain', key.text),
  );
}

/** A word that ends several keys, such as `traffic`, may be the name of a cluster: when a key follows, it is. */
function isKey(word: string, next: string | undefined): boolean {
  const found = findKey(word, meshConfigKeys).is;
  return found === 'key' || (found === 'ambiguous' && !(next !== undefined && isWholeKey(next)));
}

function isWholeKey(word: string): boolean {
  return findKey(word, meshConfigKeys).is === 'key';
}

function isKnown(word: string | undefined): boolean {
  return word !== undefined && findKey(word, meshConfigKeys).is !== 'unknown';
}

/** Keys that differ from a word by a slip: a cluster whose name is a part of a key is none. */
function nearKeys(word: string): string[] {
  const found = findKey(word, meshConfigKeys);
  if (found.is !== 'unknown' || found.typed.length < 6) return [];
  const near = nearest(found.typed, found.near);
  return near.filter((key) => Math.abs(key.length - found.typed.length) <= 2);
}

/** `enableEgress=true` is a key and a value. */
function keyAndValue(word: Word, place: number): Word[] {
  const at = word.raw.indexOf('=');
  if (at < 1 || place > 1 || !isKnown(word.raw.slice(0, at))) return [word];
  const key = word.raw.slice(0, at);
  const value = word.text.slice(at + 1);
  return value === ''
    ? [{ text: key, raw: key }]
    : [
        { text: key, raw: key },
        { text: value, raw: word.raw.slice(at + 1) },
      ];
}
