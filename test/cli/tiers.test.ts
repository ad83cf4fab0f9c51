import { describe, expect, test } from '@jest/globals';
import { by, runCli, scratchFile, serve } from './run-cli.ts';

const tierIds = ['OSM1012', 'OSM1013', 'OSM1015', 'OSM2008', 'OSM6007'];
const controller = 'osm-controller-rbqrn6w4qz-9z8wp';

/** A result as `-o json` writes it. */
interface Row {
  readonly id: string;
  readonly outcome: string;
  readonly because?: string;
  readonly problems?: readonly object[];
  readonly findings: readonly {
    problem: string;
    severity: string;
    says: string;
    remedies: readonly object[];
  }[];
}

interface Document {
  readonly results: readonly Row[];
}

function outcomes({ results }: Document): Record<string, string> {
  const own = results.filter(({ id }) => tierIds.includes(id));
  return Object.fromEntries(own.map(({ id, outcome }) => [id, outcome]));
}

function rowOf({ results }: Document, id: string): Row {
  const row = results.find((result) => result.id === id);
  if (row === undefined) throw new Error(`the report has no ${id}`);
  return row;
}

const notApplicable = Object.fromEntries(tierIds.map((id) => [id, 'notApplicable']));

describe('off', () => {
  test('they do not apply, leave the total, and nothing is asked for them', async () => {
    const cluster = await serve('healthy-1.2.4');
    const { stdout, code } = await runCli(['check', '-o', 'json', ...by(cluster, 'doctor')]);
    const report = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(outcomes(report)).toEqual(notApplicable);
    expect(report.coverage.judged).toBe(report.coverage.total);
    expect(
      cluster.requests.filter(({ method, path }) => method !== 'GET' || path.includes('/proxy')),
    ).toEqual([]);
  });

  test.each([
    ['OSM1012', 'OSM1012 runs only on request: add --deep.\nIt needs the right to get pods/proxy.\n'],
    ['OSM2008', 'OSM2008 runs only on request: add --probe.\nIt needs the right to create pods.\n'],
    [
      'OSM1012,OSM1015',
      'OSM1012, OSM1015 run only on request: add --deep.\nIt needs the right to get pods/proxy.\n',
    ],
  ])('--only %s says what to add', async (only, says) => {
    const cluster = await serve('healthy-1.2.4');
    const { stderr, code } = await runCli(['check', '--only', only, ...by(cluster, 'doctor')]);

    expect({ stderr, code }).toEqual({ stderr: says, code: 2 });
    expect(cluster.requests).toEqual([]);
  });

  test('among others they do not apply, and say why', async () => {
    const cluster = await serve('healthy-1.2.4');
    const run = await runCli(['check', '-o', 'text', '--only', 'OSM1', ...by(cluster, 'doctor')]);

    expect(run.code).toBe(0);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      "The control plane's pods are asked only on request: with --deep",
    );
  });
});

describe('on', () => {
  test('with the rights they are judged, in one dry run and some GETs', async () => {
    const cluster = await serve('healthy-1.2.4');
    const words = ['check', '-o', 'json', '--deep', '--probe', ...by(cluster, 'admin')];
    const { stdout, code } = await runCli(words);
    const writes = cluster.requests.filter(({ method }) => method !== 'GET');

    expect(code).toBe(0);
    expect(outcomes(JSON.parse(stdout))).toEqual({
      OSM1012: 'passed',
      OSM1013: 'passed',
      OSM1015: 'passed',
      OSM2008: 'passed',
      OSM6007: 'notApplicable',
    });
    expect(writes.map(({ method, path }) => [method, path.includes('dryRun=All')])).toEqual([['POST', true]]);
  });

  test('without the rights they are unknown with the rule, never failed', async () => {
    const cluster = await serve('healthy-1.2.4');
    const words = ['check', '-o', 'json', '--deep', '--probe', ...by(cluster, 'doctor')];
    const { stdout, code } = await runCli(words);
    const report = JSON.parse(stdout);

    expect(code).toBe(4);
    expect(outcomes(report)).toEqual({
      OSM1012: 'unknown',
      OSM1013: 'unknown',
      OSM1015: 'unknown',
      OSM2008: 'unknown',
      OSM6007: 'notApplicable',
    });
    expect(rowOf(report, 'OSM1012').problems).toMatchObject([
      { reason: 'forbidden', rule: { resources: ['pods/proxy'], verbs: ['get'] } },
    ]);
    expect(rowOf(report, 'OSM2008').problems).toMatchObject([
      { reason: 'forbidden', rule: { resources: ['pods'], verbs: ['create'] } },
    ]);
    const [missing] = rowOf(report, 'OSM0002').findings;
    expect(missing?.says).toContain('get pods/proxy; create pods');
    expect(JSON.stringify(missing?.remedies)).toContain('get pods --subresource=proxy -n kube-system');
  });

  test('a control plane that is not well is told, hostile words and all', async () => {
    const cluster = await serve('healthy-1.2.4');
    cluster.setProgram(controller, {
      errors: { E2005: 3 },
      connected: 1,
      answer: (path) =>
        path === '/health/ready'
          ? { status: 503, body: '\u001b]0;owned\u0007`rm -rf`\n* done', contentType: 'text/plain' }
          : undefined,
    });
    const run = await runCli(['check', '-o', 'text', '--deep', ...by(cluster, 'admin')]);
    const stdout = run.stdout.replace(/\s+/g, ' ');

    expect(run.code).toBe(1);
    expect(stdout).toContain('/health/ready of osm-controller-rbqrn6w4qz-9z8wp answers 503');
    expect(stdout).toContain('osm-controller counted E2005 3 times since its pods started');
    expect(stdout).toContain('3 sidecars are connected to 2 controllers, but 4 pods run with a sidecar');
    expect(run.stdout).not.toContain('\u001b');
    expect(run.stdout).not.toContain('\u0007');
  });

  test('refused pods are critical', async () => {
    const cluster = await serve('injector-down');
    const run = await runCli(['check', '--only', 'OSM2008', '--probe', ...by(cluster, 'admin')]);

    expect(run.code).toBe(1);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain('the API server cannot ask osm-injector');
  });

  test('in a run of one namespace they do not apply, and say so', async () => {
    const cluster = await serve('healthy-1.2.4');
    const words = ['check', '-o', 'json', '--deep', '--probe', '-n', 'bookstore', ...by(cluster, 'admin')];
    const report = JSON.parse((await runCli(words)).stdout);

    expect(outcomes(report)).toEqual(notApplicable);
    expect(rowOf(report, 'OSM2008').because).toContain('Only namespace bookstore was asked for');
  });
});

describe('with snapshots', () => {
  test('what a snapshot of the tier holds is judged later, and compared', async () => {
    const cluster = await serve('healthy-1.2.4');
    cluster.setProgram(controller, { errors: { E2005: 3, E2007: 1 } });
    const snapshot = ['snapshot', '--deep', '--probe', ...by(cluster, 'admin')];
    const earlier = scratchFile((await runCli(snapshot)).stdout);
    cluster.setProgram(controller, { errors: { E2005: 8, E2007: 1 } });
    const later = scratchFile((await runCli(snapshot)).stdout);

    const alone = JSON.parse((await runCli(['check', '-o', 'json', '--snapshot', earlier])).stdout);
    const run = await runCli(['check', '-o', 'json', '--snapshot', later, '--since', earlier]);
    const compared = JSON.parse(run.stdout);
    const codes = (report: Document) =>
      rowOf(report, 'OSM1013').findings.map(({ problem, severity }) => [problem, severity]);

    expect(codes(alone)).toEqual([
      ['E2005', 'info'],
      ['E2007', 'info'],
    ]);
    expect(codes(compared)).toEqual([['E2005', 'warning']]);
    expect(outcomes(compared)).toMatchObject({ OSM2008: 'passed', OSM6007: 'passed' });
  });

  test('an earlier snapshot without the tier compares nothing', async () => {
    const cluster = await serve('healthy-1.2.4');
    const earlier = scratchFile((await runCli(['snapshot', ...by(cluster, 'admin')])).stdout);
    const words = ['check', '-o', 'json', '--deep', '--since', earlier, ...by(cluster, 'admin')];
    const report = JSON.parse((await runCli(words)).stdout);

    expect(outcomes(report)).toMatchObject({ OSM1013: 'passed', OSM6007: 'notApplicable' });
    expect(rowOf(report, 'OSM6007').because).toBe('The earlier snapshot (--since) was taken without --deep.');
  });

  test('a file cannot be asked', async () => {
    const cluster = await serve('healthy-1.2.4');
    const file = scratchFile((await runCli(['snapshot', ...by(cluster, 'doctor')])).stdout);
    const run = await runCli(['check', '--snapshot', file, '--deep']);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('--deep asks the cluster')]);
  });
});

describe('in words', () => {
  test('the help names the right that each needs', async () => {
    const help = (await runCli(['check', '--help'])).stdout.replace(/\s+/g, ' ');

    expect(help).toMatch(/--deep opt-in: .* needs the right to get pods\/proxy/);
    expect(help).toMatch(/--probe opt-in: .* needs the right to create pods/);
  });

  test('the list of checks marks them', async () => {
    const table = (await runCli(['checks'])).stdout;
    const rows: { id: string; tier?: string }[] = JSON.parse((await runCli(['checks', '-o', 'json'])).stdout);
    const marked = rows.filter(({ tier }) => tier !== undefined);

    expect(marked.map(({ id, tier }) => [id, tier])).toEqual(
      tierIds.map((id) => [id, id === 'OSM2008' ? 'probe' : 'deep']),
    );
    expect(table.replace(/\s+/g, ' ')).toContain('(only with --deep)');
  });

  test('explain tells the tier and the right', async () => {
    const { stdout } = await runCli(['explain', 'OSM1012']);

    expect(stdout).toContain('only with --deep');
    expect(stdout).toContain('get pods/proxy');
  });
});
