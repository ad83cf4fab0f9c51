import type { Asked } from '../../model/asked.ts';
import { cutEnd } from '../../model/cut-text.ts';
import type { HelpEntry, Mistake } from '../../present/help-message.ts';
import type { Word } from './read-words.ts';

/** What reading a text came to. */
export type Parsed = { readonly is: 'asked'; readonly asked: Asked } | ({ readonly is: 'mistake' } & Mistake);

/** What is known beside the words. */
export interface Context {
  /** The cluster of this channel, which nobody has to name. */
  readonly defaultCluster?: string;
}

/** A command of `/osm`. */
export interface AskCommand extends HelpEntry {
  readonly name: string;
  /** Words that are taken for the name. */
  readonly otherNames: readonly string[];
  /** Words from other tools that mean something like it: told, not taken. */
  readonly alike: readonly string[];
  /** Reads the words after the name. */
  read(words: readonly Word[], context: Context): Parsed;
}

/** What was asked for. */
export function asked(what: Asked): Parsed {
  return { is: 'asked', asked: what };
}

/** A mistake, and what to type instead: the words after `/osm`. Those that cannot be typed are dropped at the end. */
export function mistake(says: string, ...examples: readonly string[]): Parsed {
  return { is: 'mistake', says, examples: [...new Set(examples.map((words) => `/osm ${words}`))] };
}

/** A word in a sentence: it can hold anything, at any length. */
export function shown(word: string): string {
  return `"${cutEnd(word, 60)}"`;
}

/** Words as they are typed: one with white space or a quote at its beginning stands in quotes. */
export function typed(...words: readonly string[]): string {
  return words.map((word) => (/^['"]|\s|^$|=['"]/.test(word) ? inQuotes(word) : word)).join(' ');
}

function inQuotes(word: string): string {
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** The cluster that an example names. */
export function someCluster({ defaultCluster }: Context): string {
  return defaultCluster ?? 'prod-cluster';
}

/** ` Did you mean A or B?`, or nothing. */
export function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}
