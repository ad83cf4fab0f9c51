import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenOf } from '../sim/kubernetes/identity.ts';
import { largeCluster, smallCluster } from '../sim/kubernetes/large/large-cluster.ts';
import { startKubernetes } from '../sim/kubernetes/server.ts';
import type { Target } from './connect.ts';

/**
 * A simulated cluster in a process of its own, so that its work counts for nobody else:
 *   node bench/serve.ts [PODS NAMESPACES]
 * Without a size it is the cluster of the article. Prints one line of JSON, a Target, or sends it to the process that
 * forked it; that may then ask for the requests that came since it last asked.
 */
async function serve(): Promise<void> {
  const [pods, namespaces] = process.argv.slice(2).map(Number);
  const cluster =
    pods === undefined || namespaces === undefined ? smallCluster() : largeCluster({ pods, namespaces });
  const running = await startKubernetes(cluster);
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-bench-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, running.kubeconfig('admin'), { mode: 0o600 });
  const about: Target = { kubeconfig, url: running.url, ca: running.ca, token: tokenOf('admin') };
  const stop = (): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  };
  process.on('message', (message) => {
    if (message === 'requests') process.send?.(running.requests.splice(0));
  });
  process.once('disconnect', stop).once('SIGTERM', stop).once('SIGINT', stop);
  if (process.send === undefined) console.log(JSON.stringify(about));
  else process.send(about);
}

await serve();
