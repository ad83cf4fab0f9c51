import { shown } from './command.ts';

/** The words without `-n NS`. */
export type WithoutNamespace =
  | { readonly is: 'words'; readonly words: readonly string[]; readonly namespace?: string }
  /** `better` is a namespace that could be meant. */
  | {
      readonly is: 'wrong';
      readonly says: string;
      readonly better?: string;
      readonly words: readonly string[];
    };

/** `-n`, `--ns`, `--namespace`, each with `=VALUE` if wished; `-namespace`, since phones eat dashes. */
const option = /^--?(?:n|ns|namespace)(?:=(.*))?$/is;

/** Takes the option out of the words, wherever it stands. */
export function takeNamespace(words: readonly string[]): WithoutNamespace {
  const at = words.findIndex((word) => option.test(word));
  if (at === -1) return { is: 'words', words };
  const given = option.exec(words[at] ?? '')?.[1];
  const namespace = given ?? words[at + 1];
  const others = [...words.slice(0, at), ...words.slice(at + (given === undefined ? 2 : 1))];
  const wrong = (says: string, better?: string): WithoutNamespace => ({
    is: 'wrong',
    says,
    words: others.filter((word) => !word.startsWith('-')),
    ...(better === undefined ? {} : { better }),
  });
  if (namespace === undefined || namespace === '')
    return wrong('-n wants the name of a namespace behind it.');
  if (others.some((word) => option.test(word))) {
    return wrong('-n stands there twice: one namespace at a time, or the whole cluster without it.');
  }
  if (isNamespaceName(namespace)) return { is: 'words', words: others, namespace };
  const small = namespace.toLowerCase();
  return wrong(
    `${shown(namespace)} is no name of a namespace: small letters, digits and dashes, 63 at most.`,
    isNamespaceName(small) ? small : undefined,
  );
}

/** Whether a text is an RFC 1123 label, as Kubernetes names namespaces. */
export function isNamespaceName(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}
