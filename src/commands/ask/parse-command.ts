import { checkNames as checks } from '../../checks/names.ts';
import { selectChecks } from '../../engine/select-checks.ts';
import type { Asked } from '../../model/asked.ts';
import { looksLikeErrorCode } from '../../osm/error-codes.ts';
import { findKey } from '../../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { nearest } from '../nearest.ts';
import { type AskCommand, type Context, didYouMean, mistake, type Parsed, shown, typed } from './command.ts';
import { askCommands } from './index.ts';
import { readWords, type Word } from './read-words.ts';

/** Characters: of all that is typed, of one word or value, of an example. The queue takes no longer words. */
const most = { text: 2_000, word: 500, example: 300 } as const;

/**
 * Reads what somebody typed after `/osm`: a wish, or what was wrong and what to type instead. Without words it is help,
 * or a check of the channel's own cluster. Never throws; each example is a wish when it is typed.
 */
export function parseCommand(text: string, context: Context = {}): Parsed {
  const parsed = read(text, context);
  if (parsed.is === 'asked') return parsed;
  const examples = parsed.examples.filter(
    (example) => example.length <= most.example && read(example, context).is === 'asked',
  );
  return { ...parsed, examples: examples.length === 0 ? ['/osm help'] : examples.slice(0, 4) };
}

function read(text: string, context: Context): Parsed {
  if (text.length > most.text) {
    return mistake(`That is ${text.length} characters long; at most ${most.text} are read.`, 'help');
  }
  const split = readWords(text);
  if (split.is === 'openQuote') {
    return mistake(
      `A quote ${split.quote} begins and does not end.`,
      text.replaceAll(/["'\u2018-\u201f]/g, ''),
      'help',
    );
  }
  const [first, ...rest] = withoutProgram(split.words);
  if (first === undefined) {
    return context.defaultCluster === undefined ? { is: 'asked', asked: { is: 'help' } } : check([], context);
  }
  const command = commandOf(first.text);
  const parsed = command === undefined ? unknownCommand(first, rest, context) : command.read(rest, context);
  return parsed.is === 'asked' ? (tooLong(parsed.asked) ?? parsed) : parsed;
}

function check(words: readonly Word[], context: Context): Parsed {
  return commandOf('check')?.read(words, context) ?? { is: 'asked', asked: { is: 'help' } };
}

/** Copied lines begin with the name of the program. */
function withoutProgram(words: readonly Word[]): readonly Word[] {
  const [first, second] = words;
  if (first?.text.toLowerCase() === '/osm') return words.slice(1);
  const named = /^(?:osm|osm-doctor|kubectl-osm-doctor)$/i.test(first?.text ?? '');
  return named && second !== undefined && commandOf(second.text) !== undefined ? words.slice(1) : words;
}

function commandOf(word: string): AskCommand | undefined {
  const small = word.toLowerCase();
  return askCommands.find(({ name, otherNames }) => name === small || otherNames.includes(small));
}

function tooLong(asked: Asked): Parsed | undefined {
  const long = Object.values(asked).find(
    (value: unknown) => typeof value === 'string' && value.length > most.word,
  );
  if (long === undefined) return undefined;
  return mistake(
    `${shown(String(long))} is too long: a name or a value has at most ${most.word} characters.`,
    'help',
  );
}

function unknownCommand(first: Word, rest: readonly Word[], context: Context): Parsed {
  const word = first.text;
  const behind = rest.map(({ text }) => text);
  const [second = '', ...others] = behind;
  const after = commandOf(second);
  if (after !== undefined && !namesSomething(word)) {
    const says = `The command comes first: ${shown(second)}, then ${shown(word)}.`;
    return mistake(says, typed(after.name, word, ...others), 'help');
  }
  const meant = meantBy(word);
  if (meant.length > 0) {
    return mistake(
      `There is no command ${shown(word)}.${didYouMean(meant)}`,
      ...meant.map((name) => exampleOf(name, behind, context)),
    );
  }
  if (namesSomething(word)) return aboutTopic(word, context);
  return maybeCluster(word, behind, context);
}

function meantBy(word: string): string[] {
  const small = word.toLowerCase();
  const alike = askCommands.filter((command) => command.alike.includes(small)).map(({ name }) => name);
  return alike.length > 0
    ? alike
    : nearest(
        small,
        askCommands.map(({ name }) => name),
      );
}

/** What was typed with the right command; where that is no wish either, the command's own example. */
function exampleOf(name: string, behind: readonly string[], context: Context): string {
  const asTyped = typed(name, ...behind);
  if (read(asTyped, context).is === 'asked') return asTyped;
  return commandOf(name)?.examples(context.defaultCluster ?? 'prod-cluster')[0] ?? name;
}

/** Whether a word is the name of a check or an area, a key of MeshConfig or an error code. */
function namesSomething(word: string): boolean {
  return (
    selectChecks(checks, [word]).is === 'checks' ||
    looksLikeErrorCode(word) ||
    findKey(word, meshConfigKeys).is === 'key'
  );
}

/** A topic without a command: it can be explained, and what it names can be looked at. */
function aboutTopic(word: string, { defaultCluster = 'prod-cluster' }: Context): Parsed {
  const names = selectChecks(checks, [word]).is === 'checks' ? 'check' : 'config';
  const look = looksLikeErrorCode(word) ? [] : [typed(names, defaultCluster, word)];
  return mistake(
    `${shown(word)} is no command, but something to ask about.`,
    typed('explain', word),
    ...look,
  );
}

/** Somebody who knows only one thing this can do types the name of a cluster alone. */
function maybeCluster(word: string, behind: readonly string[], context: Context): Parsed {
  const asked = typed('check', word, ...behind);
  const isName = /^[\p{L}\p{N}/][\p{L}\p{N}._/-]*$/u.test(word) && read(asked, context).is === 'asked';
  const says = `There is no command ${shown(word)}.`;
  return isName
    ? mistake(`${says} Did you mean to check the cluster ${shown(word)}?`, asked, 'help')
    : mistake(
        `${says} These are understood:`,
        'help',
        typed('check', context.defaultCluster ?? 'prod-cluster'),
      );
}
