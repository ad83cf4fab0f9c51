import { parseClusterId } from '../model/resource-id.ts';

/** One setting: what it means, what it is when nothing is set, how it is read. */
export interface Setting<T> {
  readonly means: string;
  readonly example: string;
  /** What stands when it is not set, in words for the documentation. */
  readonly otherwise: string;
  /** Must never be shown. */
  readonly secret?: true;
  /** Only for running against simulators. */
  readonly localOnly?: true;
  /** `undefined` when it is not set or empty. Throws SettingMistake. */
  read(text: string | undefined): T;
}

/** A value that a setting cannot have: the sentence goes on from the setting's name. */
export class SettingMistake extends Error {
  override readonly name = 'SettingMistake';
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A name by which people call a cluster; those of Azure are of this form too. */
export const clusterName = /^[a-z0-9][\w.-]{0,62}$/i;

/** Reads a setting that has a value of its own when it is not set. */
export const given =
  <T>(read: (text: string) => T, otherwise: T) =>
  (text: string | undefined): T =>
    text === undefined ? otherwise : read(text);

/** Reads a setting that must be there. */
export function needed<T>(read: (text: string) => T) {
  return (text: string | undefined): T => {
    if (text === undefined) throw new SettingMistake('is not set');
    return read(text);
  };
}

/** `name=ARM id`, several with `;` or on lines of their own; each name once. */
export function readAliases(text: string): { name: string; resourceId: string }[] {
  const aliases = split(text, /[;\n]/).map((entry) => {
    const [, name = '', resourceId = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!clusterName.test(name.trim())) {
      throw new SettingMistake(`has an entry without a usable name before "=": ${quoted(entry)}`);
    }
    if (parseClusterId(resourceId) === undefined) {
      throw new SettingMistake(
        `gives ${name.trim()} an id that is not one of a managed cluster: ${quoted(resourceId)}`,
      );
    }
    return { name: name.trim(), resourceId: resourceId.trim() };
  });
  const twice = firstTwice(aliases.map(({ name }) => name));
  if (twice !== undefined) throw new SettingMistake(`gives the name ${twice} twice`);
  return aliases;
}

/** Subscription ids; `none` is an empty list. */
export function readSubscriptions(text: string): string[] {
  return text.toLowerCase() === 'none' ? [] : split(text, /[,;\s]/).map(readUuid);
}

/** An id as Azure writes them, in lower case. */
export function readUuid(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new SettingMistake(
    `holds ${quoted(text)}, which is not an id of the form 11111111-2222-3333-4444-555555555555`,
  );
}

/** `true` or `false`. */
export function readYesNo(text: string): boolean {
  return readOneOf(text.toLowerCase(), ['true', 'false']) === 'true';
}

/** One of a few words. */
export function readOneOf<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw new SettingMistake(`is ${quoted(text)}, but may be ${values.join(', ')}`);
}

/** Some of a few words, with commas; each once, in the order of the words. */
export function readSomeOf<T extends string>(text: string, values: readonly T[]): T[] {
  const wanted = split(text.toLowerCase(), /[,;\s]/).map((word) => readOneOf(word, values));
  return values.filter((value) => wanted.includes(value));
}

/** A number between two others, both included. */
export function readNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new SettingMistake(`is ${quoted(text)}, but must be a number from ${least} to ${most}`);
}

/** An address: https, or http within this machine alone, for what goes there is often secret. */
export function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return text;
  throw new SettingMistake(
    `is ${quoted(text)}, but must be an https address (http is for simulators on this machine alone)`,
  );
}

/** Reads the address of pages, which must tell where the id goes. */
export function readPageUrl(text: string): string {
  if (text.includes('{id}')) return readUrl(text);
  throw new SettingMistake(`is ${quoted(text)}, but must have {id} where the id of a check goes`);
}

/** `URL` has written every form of an IPv4 address, such as `127.1`, as four numbers. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/** The first name that stands there before, without regard to case. */
export function firstTwice(names: readonly string[]): string | undefined {
  const lower = names.map((name) => name.toLowerCase());
  return names.find((_, index) => lower.indexOf(lower[index] ?? '') !== index);
}

/** The entries of a list, trimmed; empty ones are left out. */
export function split(text: string, by: RegExp): string[] {
  return text
    .split(by)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Tokens of Slack, its signing secrets, account keys: people paste things into the wrong setting. */
const looksSecret = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b[0-9a-f]{32}\b|[A-Za-z0-9+/]{86}==/g;

/** A value within a sentence: short enough for a log line, and no secret, since it is logged and on the status page. */
export function quoted(text: string): string {
  const shown = text.replace(looksSecret, '(secret)');
  return JSON.stringify(shown.length > 80 ? `${shown.slice(0, 80)}…` : shown);
}
