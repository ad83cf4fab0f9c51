import { isSafeName, isSafeRef } from '../model/object-ref.ts';
import type { RemedyIntent } from '../model/remedy.ts';

/**
 * Whether an intent can be typed without kubectl reading text of the cluster as something else: quoting keeps the
 * shell from it, not kubectl, to which `--all` is an option wherever it stands.
 */
export function isSafeIntent(intent: RemedyIntent): boolean {
  switch (intent.do) {
    case 'look':
      return isSafeLook(intent.args);
    case 'restart':
      return isSafeRef(intent.workload);
    case 'label':
      return isSafeRef(intent.on) && isKey(intent.key) && [intent.value, intent.was].every(isLabelValue);
    case 'annotate':
      return isSafeRef(intent.on) && isKey(intent.key);
    case 'delete':
    case 'patch':
    case 'jsonPatch':
      return isSafeRef(intent.object);
  }
}

/** The options that checks use: with a value in the next word, and without. No other word may begin like one. */
const optionsWithValue: readonly string[] = ['-n', '-l', '-L', '-o', '-c', '--raw'];
const optionsAlone: readonly string[] = [
  '-A',
  '--previous',
  '--since=24h',
  '--subresource=proxy',
  '--tail=-1',
  '--tail=100',
  '--watch=false',
];

function isSafeLook(args: readonly string[]): boolean {
  const resourcePlace = args[0] === 'rollout' ? 2 : 1;
  return args.every((word, place) => {
    const option = optionsWithValue.find((known) => known === args[place - 1]);
    if (option !== undefined) return isSafeValue(option, word);
    if (optionsAlone.includes(word)) return true;
    if (optionsWithValue.includes(word)) return place < args.length - 1;
    return place === resourcePlace ? isResource(word) : isSafeName(word);
  });
}

function isSafeValue(option: string, value: string): boolean {
  return option === '-n' || option === '-c' ? isSafeName(value) : !value.startsWith('-');
}

/** `deployments,services` and `deployment/osm-controller` may stand where kubectl expects a kind, not behind it. */
function isResource(word: string): boolean {
  const parts = word.split('/');
  return parts.length === 1
    ? word.split(',').every(isSafeName)
    : parts.length === 2 && parts.every(isSafeName);
}

const labelName = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

/** Syntax of the keys of labels and annotations: `openservicemesh.io/monitored-by`. */
function isKey(key: string): boolean {
  const [name = '', prefix = 'none', ...more] = key.split('/').reverse();
  return more.length === 0 && isSafeName(prefix) && labelName.test(name);
}

function isLabelValue(value: string | null | undefined): boolean {
  const text = value ?? '';
  return text === '' || labelName.test(text);
}
