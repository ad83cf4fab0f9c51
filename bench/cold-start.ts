import { createHmac } from 'node:crypto';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFunctions, functionsBundle } from '../scripts/build.ts';
import { startHost } from '../sim/functions/host.ts';
import { bytes, median, ms, printTable } from './figures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const spawns = 15;

/** The least that a Function App can be, bundled like ours. */
async function buildEmptyApp(folder: string): Promise<void> {
  const contents = `
    import { app } from '@azure/functions';
    app.http('slack', { methods: ['POST'], authLevel: 'anonymous', handler: () => ({ body: 'ok' }) });`;
  await build({
    ...functionsBundle,
    stdin: { contents, resolveDir: root, sourcefile: 'slack.ts', loader: 'ts' },
    outdir: join(folder, 'dist'),
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module","main":"dist/*.js"}');
  writeFileSync(join(folder, 'host.json'), '{"version":"2.0"}');
}

const env = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: 'secret-of-the-bench',
};

/** `/osm help` as Slack sends it now. */
function help(): RequestInit {
  const body = 'command=%2Fosm&text=help&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.2';
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hmac = createHmac('sha256', env.SLACK_SIGNING_SECRET).update(`v0:${timestamp}:${body}`);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hmac.digest('hex')}`,
  };
  return { method: 'POST', body, headers };
}

/** Milliseconds from the start of the process to the first answer, and of these what importing the app took. */
async function coldStart(app: string): Promise<readonly [answered: number, loaded: number]> {
  const started = performance.now();
  const host = await startHost({ app, polls: false, env });
  const answer = await fetch(`${host.url}/api/slack`, help());
  await answer.text();
  const answered = performance.now() - started;
  await host.kill();
  if (answer.status !== 200) throw new Error(`slack of ${app} answered ${answer.status}`);
  return [answered, Number(/in (\d+) ms/.exec(host.logs.join('\n'))?.[1])];
}

/** Cold start of the Slack door beside that of an empty app, and the size of the bundle. */
export async function coldStartPart(): Promise<void> {
  const empty = mkdtempSync(join(tmpdir(), 'osm-doctor-empty-app-'));
  try {
    await Promise.all([buildFunctions(), buildEmptyApp(empty)]);
    const ours: (readonly [number, number])[] = [];
    const theirs: (readonly [number, number])[] = [];
    for (let spawn = 0; spawn < spawns; spawn += 1) {
      ours.push(await coldStart(root));
      theirs.push(await coldStart(empty));
    }
    const row = (name: string, index: 0 | 1) => {
      const [our, their] = [ours, theirs].map((times) => median(times.map((time) => time[index])));
      return [name, ms(our ?? 0), ms(their ?? 0), ((our ?? 0) / (their ?? 1)).toFixed(2)];
    };
    printTable(
      `Cold start of the Function App, medians of ${spawns} spawns each, in turn (aim: 1.3 at most)`,
      ['', 'osm-doctor', 'empty app', 'ratio'],
      [row('spawn to first answer of slack', 0), row('of that, importing the app', 1)],
    );
    const files = globSync(`${root}dist/functions/**/*.{js,txt}`);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`The whole bundle: ${bytes(size)} in ${files.length} files.`);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await coldStartPart();
