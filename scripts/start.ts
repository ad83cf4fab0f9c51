import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCluster } from '../sim/kubernetes/load-cluster.ts';
import { startKubernetes } from '../sim/kubernetes/server.ts';
import { buildProgram } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Checks one simulated cluster with the real program, over the real wire, and shows its report. */
async function show(cluster: string, heading: string, scratch: string): Promise<void> {
  console.log(`\n━━ ${heading}\n`);
  const running = await startKubernetes(loadCluster(join(root, `test/clusters/${cluster}.yaml`)));
  const kubeconfig = join(scratch, `${cluster}.kubeconfig`);
  writeFileSync(kubeconfig, running.kubeconfig('reader'), { mode: 0o600 });
  const words = [join(root, 'bin/osm-doctor.js'), 'check'];
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  await new Promise((resolve, reject) => {
    spawn(process.execPath, words, { stdio: 'inherit', env }).on('error', reject).on('close', resolve);
  });
  await running.close();
}

const scratch = mkdtempSync(join(tmpdir(), 'osm-doctor-'));
try {
  await buildProgram();
  await show('healthy-1.2.4', 'A healthy mesh, on a simulated API server', scratch);
  await show('badly-broken', 'A badly broken one', scratch);
  console.log(`
━━ Your own cluster (read only: osm-doctor changes nothing)

   npm run -s osm-doctor -- check --context NAME      a context of your kubeconfig
   npm run -s osm-doctor -- --help                    everything else
`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
