import type { Message } from '../../model/message.ts';
import { commandsMessage, type HelpFor } from '../../present/help-message.ts';
import { askCommands } from './index.ts';

/** The answer to `/osm help`, built from the list of commands. */
export function helpMessage(given: HelpFor = {}): Message {
  return commandsMessage(askCommands, given);
}
