import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../scripts/build.ts';
import { loadCluster } from '../sim/kubernetes/load-cluster.ts';
import { type RunningApp, settled, startApp, until } from '../test/app/start-app.ts';
import { ms, percentile, printTable } from './figures.ts';

const commands = 200;
const channel = { id: 'C0BENCH000', name: 'bench' };
const user = 'U0BENCH000';

/** Milliseconds from the moment at which somebody has typed a command. */
interface Times {
  readonly acknowledged: number;
  /** Everybody in the channel sees that the cluster is being looked at. */
  readonly progress: number;
  readonly answer: number;
}

/** When Slack had done what the app asked for last, by the method. */
type Done = Map<string, number>;

async function oneCommand(app: RunningApp, done: Done): Promise<Times> {
  done.clear();
  const typed = performance.now();
  const { ms: acknowledged, status } = await app.slack.command(`${app.host().url}/api/slack`, {
    user,
    channel: channel.id,
    text: 'check prod',
  });
  if (status !== 200) throw new Error(`The door answered ${status}.`);
  await until(() => done.has('chat.update'), 'the answer');
  await settled(app);
  const since = (method: string) => (done.get(method) ?? Number.NaN) - typed;
  return { acknowledged, progress: since('chat.postMessage'), answer: since('chat.update') };
}

/** Two hundred commands one after the other, on a host that is warm: what somebody waits for. */
export async function commandsPart(): Promise<void> {
  await buildFunctions();
  const cluster = loadCluster(fileURLToPath(new URL('../test/clusters/badly-broken.yaml', import.meta.url)));
  const done: Done = new Map();
  const app = await startApp({
    clusters: [{ name: 'prod', cluster }],
    slack: {
      channels: [channel],
      users: { [user]: 'bench' },
      rateLimited: false,
      onAnswered: ({ method, status }) => {
        if (status === 200) done.set(method, performance.now());
      },
    },
    // As in Azure.
    env: { OSM_CHAT_SECONDS: '9' },
    host: { lockSeconds: 60 },
  });
  try {
    await oneCommand(app, done);
    const times: Times[] = [];
    for (let count = 0; count < commands; count += 1) times.push(await oneCommand(app, done));
    const row = (name: string, of: (time: Times) => number, aim: string) => {
      const all = times.map(of);
      return [name, ms(percentile(all, 50)), ms(percentile(all, 99)), ms(Math.max(...all)), aim];
    };
    printTable(
      `${commands} commands "/osm check" one after the other, from typing (simulated Slack and cluster, real Azurite)`,
      ['', 'p50', 'p99', 'most', 'aim'],
      [
        row('acknowledged', (time) => time.acknowledged, 'at most 3,000 ms'),
        row('seen in the channel that it is looked at', (time) => time.progress, 'at most 2,000 ms'),
        row('the answer', (time) => time.answer, ''),
      ],
    );
  } finally {
    await app.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await commandsPart();
