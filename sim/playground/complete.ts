import { checks } from '../../src/checks/index.ts';
import { askCommands } from '../../src/commands/ask/index.ts';
import { areas } from '../../src/model/check.ts';
import { meshConfigKeys } from '../../src/osm/mesh-config/index.ts';
import type { Suggestion } from './api.ts';
import { botName } from './workspace.ts';

/** Suggestions at once. */
const most = 12;

/** A word that could come next. */
interface Word {
  readonly word: string;
  readonly about: string;
}

/** How a line begins that the bot reads: the command, or its name. */
const beginnings: readonly Word[] = [
  { word: '/osm', about: 'ask osm-doctor' },
  { word: `@${botName}`, about: 'ask it in words that everybody sees' },
];

/** What the line may become, with its next word. Nothing for what the bot does not read. */
export function complete(typed: string, clusters: readonly Word[]): Suggestion[] {
  const line = typed.slice(0, 500).trimStart();
  const [, begun = '', last = ''] = /^(.*?)(\S*)$/s.exec(line) ?? [];
  const [first, ...words] = begun
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const next = first === undefined ? beginnings : isRead(first) ? nextWords(words, clusters) : [];
  return next
    .filter(({ word }) => word.toLowerCase().startsWith(last.toLowerCase()) && line !== '')
    .slice(0, most)
    .map(({ word, about }) => ({ text: `${begun}${word}`, about }));
}

function isRead(first: string): boolean {
  return beginnings.some(({ word }) => word === first);
}

function nextWords([command, ...rest]: readonly string[], clusters: readonly Word[]): readonly Word[] {
  if (command === undefined) return askCommands.map(({ name, does }) => ({ word: name, about: does }));
  if (command === 'explain') return rest.length === 0 ? [...ids(), ...keys()] : [];
  if (!['check', 'config', 'namespaces'].includes(command)) return [];
  if (rest.length === 0) return clusters;
  if (command === 'config') return rest.length === 1 ? keys() : [];
  return command === 'check' ? [...areaWords(), ...ids()] : [];
}

function areaWords(): Word[] {
  return areas
    .filter((area) => checks.some((check) => check.area === area))
    .map((area) => ({ word: area, about: 'an area of checks' }));
}

function ids(): Word[] {
  return checks.map(({ id, title }) => ({ word: id, about: title }));
}

function keys(): Word[] {
  return meshConfigKeys.map(({ path, means }) => ({ word: path, about: means }));
}
