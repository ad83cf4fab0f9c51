import { type AskCommand, asked } from './command.ts';

/** `/osm help`. */
export const help: AskCommand = {
  name: 'help',
  otherNames: ['?', '-h', '--help', '-help'],
  alike: ['commands', 'usage', 'man', 'hello', 'hi'],
  usage: 'help',
  does: 'says what can be asked for',
  examples: () => ['help'],
  read: () => asked({ is: 'help' }),
};
