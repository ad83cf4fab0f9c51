/** A kubectl command that may be run, or why it may not. */
export type KubectlWords =
  | { readonly is: 'allowed'; readonly words: readonly string[]; readonly context?: string }
  | { readonly is: 'refused'; readonly says: string };

/** Commands that look at the cluster or change it, and touch nothing else: no file, no editor, no other program. */
const commands: readonly string[] = [
  ...['get', 'describe', 'logs', 'events', 'explain', 'version', 'api-resources', 'api-versions', 'auth'],
  ...[
    'label',
    'annotate',
    'patch',
    'scale',
    'rollout',
    'delete',
    'set',
    'wait',
    'create',
    'cordon',
    'uncordon',
  ],
];

/** Options that take a value in the same word or the next. */
const withValue: readonly string[] = [
  ...['-n', '--namespace', '-o', '--output', '-l', '--selector', '--field-selector', '-L', '--label-columns'],
  ...[
    '-p',
    '--patch',
    '--type',
    '--subresource',
    '--field-manager',
    '--context',
    '--sort-by',
    '--chunk-size',
  ],
  ...['-c', '--container', '--tail', '--since', '--limit-bytes', '--for', '--timeout', '--raw'],
  ...['--replicas', '--current-replicas', '--resource-version', '--revision', '--to-revision'],
  ...['--grace-period', '--limits', '--requests', '--containers', '--api-group', '--api-version', '--types'],
];

/** Options that stand alone, or take `=VALUE`. */
const alone: readonly string[] = [
  ...['-A', '--all-namespaces', '--all', '--overwrite', '--dry-run', '--show-labels', '--no-headers'],
  ...[
    '--ignore-not-found',
    '--show-managed-fields',
    '--previous',
    '--all-containers',
    '--timestamps',
    '--prefix',
  ],
  ...['--force', '--wait', '--cascade', '--now', '--list', '--quiet', '-q', '--client', '--recursive'],
  ...['--show-kind', '--show-events', '--namespaced', '--server-print', '--watch'],
];

/** What `-o` may ask for; the others read files. */
const outputs = /^(json|yaml|name|wide|jsonpath=.*|jsonpath-as-json=.*|custom-columns=.*|go-template=.*)$/s;

/** The options that may stand before the command: there kubectl knows no others well enough to skip their values. */
const beforeCommand: readonly string[] = ['-n', '--namespace', '--context'];

/** Short options that may hold their value without a space: those that take one whatever the command. */
const attaching: readonly string[] = ['-n', '-o', '-l', '-c', '-L'];

/**
 * Reads the words behind `kubectl`. All options are known, so that none leads to a file, a server or a credential; a
 * value in a word of its own never looks like an option, so that kubectl reads each word as it was read here.
 */
export function kubectlWords(words: readonly string[]): KubectlWords {
  const kept: string[] = [];
  let command: string | undefined;
  let context: string | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      command ??= word;
      kept.push(word);
      continue;
    }
    const option = optionOf(word, words[at + 1]);
    const refusal = refusalOf(option, word, command);
    if (option === undefined || refusal !== undefined) return { is: 'refused', says: refusal ?? '' };
    if (option.name === '--context') context = option.value;
    else kept.push(...words.slice(at, at + option.words));
    at += option.words - 1;
  }
  if (command === undefined || !commands.includes(command)) {
    const says = `kubectl ${shown(command ?? '')} is not run here. These are: ${commands.join(', ')}.`;
    return { is: 'refused', says };
  }
  if (command === 'rollout' && kept.includes('status') && !kept.includes('--watch=false')) {
    return { is: 'refused', says: unwatched };
  }
  return { is: 'allowed', words: kept, ...(context === undefined ? {} : { context }) };
}

const unwatched =
  'Nothing is watched here, so kubectl rollout status would wait for ever: with --watch=false it tells how far it is.';

interface Option {
  readonly name: string;
  readonly value?: string;
  /** How many words it takes. */
  readonly words: 1 | 2;
}

function optionOf(word: string, next: string | undefined): Option | undefined {
  const [, name = '', value] = /^(--[a-z][a-z-]*|-[A-Za-z])(?:=(.*))?$/s.exec(word) ?? [];
  if (alone.includes(name)) return { name, words: 1, ...(value === undefined ? {} : { value }) };
  if (withValue.includes(name)) {
    if (value !== undefined) return { name, value, words: 1 };
    return next === undefined || next.startsWith('-') ? undefined : { name, value: next, words: 2 };
  }
  const short = word.slice(0, 2);
  return attaching.includes(short) && word.length > 2
    ? { name: short, value: word.slice(2), words: 1 }
    : undefined;
}

function refusalOf(
  option: Option | undefined,
  word: string,
  command: string | undefined,
): string | undefined {
  const { name = '', value = '' } = option ?? {};
  if (option === undefined || (command === undefined && !beforeCommand.includes(name))) {
    return `kubectl is not run with ${shown(word)} here.`;
  }
  if ((name === '-o' || name === '--output') && !outputs.test(value)) {
    return `kubectl is not run with the output ${shown(value)} here.`;
  }
  if (name === '--raw' && !/^\/(?!\/)/.test(value)) return '--raw wants a path of the API server.';
  if (name === '--watch' && value !== 'false') return 'Nothing is watched here: commands end by themselves.';
  return undefined;
}

function shown(word: string): string {
  return `"${word.length > 60 ? `${word.slice(0, 59)}…` : word}"`;
}
