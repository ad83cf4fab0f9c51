import { type AskCommand, asked, mistake, shown, typed } from './command.ts';

/** `/osm namespaces CLUSTER`. */
export const namespaces: AskCommand = {
  name: 'namespaces',
  otherNames: ['namespace', 'ns'],
  alike: ['members', 'pods', 'sidecars'],
  usage: 'namespaces CLUSTER',
  does: 'shows the namespaces of the mesh: pods, injected, waiting for a restart',
  examples: (cluster) => [typed('namespaces', cluster)],
  read([first, second], context) {
    const cluster = first?.text ?? context.defaultCluster;
    if (cluster === undefined || cluster === '') {
      return mistake('Which cluster? namespaces needs its name.', 'namespaces prod-cluster', 'clusters');
    }
    if (cluster.startsWith('-')) {
      return mistake(
        `namespaces takes a cluster and nothing else, not ${shown(cluster)}.`,
        typed('namespaces', context.defaultCluster ?? 'prod-cluster'),
      );
    }
    if (second !== undefined) {
      return mistake(
        `namespaces takes one cluster; ${shown(second.text)} is too much. To look into one namespace, check it.`,
        typed('namespaces', cluster),
        typed('check', cluster, '-n', second.text.toLowerCase()),
      );
    }
    return asked({ is: 'namespaces', cluster });
  },
};
