import { checks } from '../../checks/index.ts';
import { selectChecks } from '../../engine/select-checks.ts';
import { cutEnd } from '../../model/cut-text.ts';
import { errorCodeNames, looksLikeErrorCode, meaningsOf } from '../../osm/error-codes.ts';
import { findKey } from '../../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../../osm/mesh-config/index.ts';
import type { Explanation, UnknownTopic } from '../../present/explain-message.ts';
import { count } from '../../present/words.ts';
import { nearest } from '../nearest.ts';
import { explainCheck } from './explain-check.ts';
import { explainCode } from './explain-code.ts';
import { explainKeyOfAnyRelease } from './explain-key.ts';

/** What is known of a topic. */
export type Explained =
  | ({ readonly is: 'known' } & Explanation)
  | ({ readonly is: 'unknown' } & UnknownTopic);

/** Explains a check by id or name, a key of MeshConfig by the end of its path, or an error code of OSM's log. */
export function explainTopic(typed: string): Explained {
  const topic = typed.trim();
  const word = topic.toLowerCase();
  const check = checks.find(
    ({ id, name }) =>
      id.toLowerCase() === word.replaceAll(/\s/g, '') || name === word.replaceAll(/\s+/g, '-'),
  );
  if (check !== undefined) return { is: 'known', ...explainCheck(check) };
  const named = selectChecks(checks, [word]);
  if (named.is === 'checks') {
    const says = `"${cutEnd(topic, 60)}" names ${count(named.checks.length, 'check')}.`;
    return { is: 'unknown', says, near: named.checks.slice(0, 5).map(({ id }) => id) };
  }
  const code = word.replaceAll(/\s/g, '').toUpperCase();
  if (looksLikeErrorCode(code)) return ofCode(code);
  const key = findKey(word.replaceAll(/\s/g, ''), meshConfigKeys);
  if (key.is === 'key') return { is: 'known', ...explainKeyOfAnyRelease(key.key) };
  if (key.is === 'ambiguous') {
    const says = `"${cutEnd(topic, 60)}" could be one of ${key.choices.length} keys of MeshConfig.`;
    return { is: 'unknown', says, near: key.choices.map(withoutSpec).slice(0, 5) };
  }
  return {
    is: 'unknown',
    says: `Nothing is known as "${cutEnd(topic, 60)}".`,
    near: nearTo(topic, key.near),
  };
}

function ofCode(code: string): Explained {
  const meanings = meaningsOf(code);
  if (meanings.length > 0) return { is: 'known', ...explainCode(code, meanings) };
  return {
    is: 'unknown',
    says: `No release of OSM from v0.11.1 to v1.2.4 has the error code ${cutEnd(code, 20)}.`,
    near: nearest(code, errorCodeNames),
  };
}

/** A whole path would be long to type, and finds the same without its first step. */
function withoutSpec(path: string): string {
  return path.replace(/^spec\./, '');
}

function nearTo(topic: string, keys: readonly string[]): string[] {
  const word = topic.replaceAll(/\s+/g, '-');
  return nearest(word, [...checks.map(({ id }) => id), ...checks.map(({ name }) => name), ...keys]);
}
