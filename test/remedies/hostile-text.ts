import fc from 'fast-check';

/** What somebody might write into a pod to have kubectl do something else. */
export const hostileWords = [
  '--all',
  '-A',
  '-n',
  '-nkube-system',
  '--server=http://evil',
  '--kubeconfig',
  '-',
  '--',
  'a,b',
  'secrets,pods',
  'secret/db',
  'pods/a',
  '/',
  '.',
  '..',
  'a b',
  'a\n--all',
  '',
  '@file',
  'A',
  'a=b',
  'a-',
] as const;

/** Any text, that which is meant to hurt more often than chance would have it. */
export const hostileText = fc.oneof(
  fc.constantFrom(...hostileWords),
  fc.constantFrom('Deployment', 'StatefulSet', 'Pod', 'Job', 'Rollout', 'till', 'shop', 'apps/v1'),
  fc.string(),
  fc.string().map((text) => `-${text}`),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
);

/** Options that commands of ours have; another word that begins with a dash came from elsewhere. */
const ourOptions: readonly string[] = [
  '-n',
  '-A',
  '-o',
  '-p',
  '--overwrite',
  '--type=merge',
  '--type=json',
  '--previous',
  '--tail=100',
];

/** Options with a value of ours in the next word, which holds what it must. */
const freeValues: readonly string[] = ['-o', '-p'];

/** Words that kubectl would take for an option, a list or a path that is not of our making. */
export function strangeWords(words: readonly string[]): string[] {
  return words.filter((word, place) => {
    if (freeValues.includes(words[place - 1] ?? '') || ourOptions.includes(word)) return false;
    return word.startsWith('-') || /[,/\s]/.test(word) || word === '';
  });
}
