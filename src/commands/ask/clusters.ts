import { type AskCommand, asked, mistake, shown, typed } from './command.ts';

/** `/osm clusters`. */
export const clusters: AskCommand = {
  name: 'clusters',
  otherNames: ['cluster'],
  alike: ['list', 'ls', 'fleet', 'inventory', 'get'],
  usage: 'clusters',
  does: 'lists the clusters that can be asked about, and how each was last',
  examples: () => ['clusters'],
  read([first]) {
    if (first === undefined) return asked({ is: 'clusters' });
    const says = `clusters lists them all; it does not know what to do with ${shown(first.text)}.`;
    return mistake(says, 'clusters', typed('check', first.text), typed('namespaces', first.text));
  },
};
