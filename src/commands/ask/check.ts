import { checkNames as checks } from '../../checks/names.ts';
import { selectChecks } from '../../engine/select-checks.ts';
import { areas } from '../../model/check.ts';
import { optional } from '../../model/json.ts';
import { nearest } from '../nearest.ts';
import {
  type AskCommand,
  asked,
  type Context,
  didYouMean,
  mistake,
  type Parsed,
  shown,
  someCluster,
  typed,
} from './command.ts';
import { isNamespaceName, takeNamespace } from './namespace-option.ts';

/** `/osm check CLUSTER [AREA|ID ...] [-n NS]`. */
export const check: AskCommand = {
  name: 'check',
  otherNames: [],
  alike: ['status', 'health', 'doctor', 'diagnose', 'test', 'verify', 'scan', 'run', 'judge', 'recheck'],
  usage: 'check CLUSTER [AREA|ID ...] [-n NAMESPACE]',
  does: 'judges the mesh of a cluster: what is wrong, worst first, and what to type',
  examples: (cluster) => [
    typed('check', cluster),
    typed('check', cluster, 'injection'),
    typed('check', cluster, '-n', 'bookstore'),
  ],
  read(words, context) {
    const taken = takeNamespace(words.flatMap(({ text }) => withoutOnly(text)));
    if (taken.is === 'wrong') {
      const cluster = taken.words[0] ?? someCluster(context);
      return mistake(taken.says, typed('check', cluster, '-n', taken.better ?? 'bookstore'));
    }
    const { namespace } = taken;
    const option = taken.words.find((word) => word.startsWith('-'));
    if (option !== undefined) {
      const cluster = taken.words.find((word) => !word.startsWith('-')) ?? someCluster(context);
      return mistake(
        `check does not know the option ${shown(option)}: there is -n NAMESPACE and no other.`,
        ...this.examples(cluster),
      );
    }
    return read(taken.words, namespace, context);
  },
};

/** The terminal's `--only` is not needed here, and does no harm. */
function withoutOnly(word: string): string[] {
  const [, value = ''] = /^--?only(?:=(.*))?$/is.exec(word) ?? [undefined, word];
  return value === '' ? [] : [value];
}

function read(words: readonly string[], namespace: string | undefined, context: Context): Parsed {
  const { defaultCluster } = context;
  const ask = (cluster: string, only: readonly string[]) =>
    asked({ is: 'check', cluster, only: [...new Set(only.map(spelt))], ...optional('namespace', namespace) });
  const [first = '', ...rest] = words;
  if (words.every(namesChecks)) {
    return defaultCluster === undefined ? noCluster(words) : ask(defaultCluster, words.flatMap(parts));
  }
  if (!namesChecks(first)) {
    const wrong = rest.flatMap(parts).find((word) => !isCheckWord(word));
    return wrong === undefined ? ask(first, rest.flatMap(parts)) : unknownWord(wrong, first, rest);
  }
  // The cluster stands behind the checks: who types so has said all that is needed.
  const others = words.filter((word) => !namesChecks(word));
  const [other = ''] = others;
  if (others.length === 1 && nearChecks(other).length === 0) {
    return ask(other, words.filter((word) => word !== other).flatMap(parts));
  }
  return unknownWord(
    other,
    defaultCluster ?? 'prod-cluster',
    words.filter((word) => word !== other),
  );
}

/** Ids in capitals, everything else in small letters. */
function spelt(word: string): string {
  return /^osm\d/i.test(word) ? word.toUpperCase() : word.toLowerCase();
}

/** `OSM2004,OSM5` is two words. */
function parts(word: string): string[] {
  return word.split(',').filter((part) => part !== '');
}

function namesChecks(word: string): boolean {
  return parts(word).length > 0 && parts(word).every(isCheckWord);
}

function isCheckWord(word: string): boolean {
  return selectChecks(checks, [word]).is === 'checks';
}

function noCluster(words: readonly string[]): Parsed {
  const said = words.length === 0 ? 'check needs its name.' : `${shown(words.join(' '))} says what to check.`;
  return mistake(
    `Which cluster? ${said}`,
    typed('check', 'prod-cluster', ...words),
    ...(words.length === 1 ? [typed('explain', words[0] ?? '')] : []),
    'clusters',
  );
}

function nearChecks(word: string): string[] {
  return nearest(word, [...areas, ...checks.map(({ id }) => id), ...checks.map(({ name }) => name)]);
}

/** A word behind the cluster that names no check: a misspelt one, or a namespace without -n. */
function unknownWord(word: string, cluster: string, others: readonly string[]): Parsed {
  const kept = others.flatMap(parts).filter((other) => other !== word && isCheckWord(other));
  const near = nearChecks(word);
  const namespace = near.length === 0 && isNamespaceName(word.toLowerCase());
  const hint = namespace ? ' A namespace is given with -n.' : '';
  return mistake(
    `No check and no area is called ${shown(word)}.${didYouMean(near)}${hint}`,
    ...near.map((other) => typed('check', cluster, ...kept, other)),
    ...(namespace ? [typed('check', cluster, ...kept, '-n', word.toLowerCase())] : []),
    ...(near.length === 0 ? [typed('check', cluster, 'injection')] : []),
  );
}
