import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { breakages } from '../../../sim/kubernetes/controllers/breakages.ts';
import { type Json, object, objects, text } from '../../../src/model/json.ts';
import { runCli } from '../../cli/run-cli.ts';
import { namesOf, type Playing, play, type Ran } from './playing.ts';

/** A finding above info: its check, and the commands by which the report would mend it. */
interface Told {
  readonly check: string;
  readonly on: string;
  readonly severity: string;
  readonly commands: readonly string[];
  /** Commands that change nothing. */
  readonly looks: readonly string[];
}

async function check({ kubeconfig }: Playing): Promise<Told[]> {
  const { stdout } = await runCli(['check', '-o', 'json', '--kubeconfig', kubeconfig]);
  const report: Json = JSON.parse(stdout);
  return objects(report['results'])
    .flatMap((result) => objects(result['findings']).map((finding) => ({ result, finding })))
    .filter(({ finding }) => finding['severity'] !== 'info')
    .map(({ result, finding }) => ({
      check: text(result['id']) ?? '',
      on: text(object(finding['on'])['name']) ?? '',
      severity: text(finding['severity']) ?? '',
      commands: objects(finding['remedies'])
        .filter(({ risk }) => risk !== 'readOnly')
        .map(({ command }) => text(command) ?? ''),
      looks: objects(finding['remedies'])
        .filter(({ risk }) => risk === 'readOnly')
        .map(({ command }) => text(command) ?? ''),
    }));
}

function named(told: readonly Told[]): string[] {
  return told.map(({ check: id, on, severity }) => `${severity} ${id} ${on}`).sort();
}

/** kubectl restarts nothing twice in a second: no person is so quick. */
async function typedIn(playing: Playing, line: string): Promise<Ran> {
  const ran = await playing.shell(line);
  if (!ran.err.includes('already been triggered within the past second')) return ran;
  await wait(1_000);
  return playing.shell(line);
}

/** Does what the report suggests and asks again, until it suggests nothing or too often. */
async function followed(playing: Playing, rounds = 5): Promise<{ left: string[]; typed: string[] }> {
  const typed: string[] = [];
  let told = await check(playing);
  for (let round = 0; round < rounds && told.length > 0; round += 1) {
    for (const line of new Set(told.flatMap(({ commands }) => commands))) {
      const ran = await typedIn(playing, line);
      if (ran.code !== 0) throw new Error(`${line}: ${ran.err}`);
      typed.push(line.replace(/ --kubeconfig \S+ --context \S+/, ''));
    }
    told = await check(playing);
  }
  return { left: named(told), typed };
}

describe('what the clusters of the playground tell at first', () => {
  test.each([
    ['play-prod', ['warning OSM4009 osm-mesh-config', 'warning OSM5005 loyalty']],
    [
      'play-staging',
      [
        'error OSM4006 osm-mesh-config',
        'error OSM5006 orders',
        'error OSM5006 stock',
        'warning OSM5015 checkout',
      ],
    ],
    [
      'play-broken',
      [
        'critical OSM1003 osm-injector',
        'critical OSM1011 osm-injector',
        'critical OSM2004 aks-osm-webhook-osm',
        'critical OSM6009 cart',
        'critical OSM6009 web',
        'error OSM1006 osm-injector',
      ],
    ],
    [
      'play-legacy',
      [
        'critical OSM5002 accounts',
        'critical OSM6009 sign-in',
        'error OSM2009 trafficsplits.split.smi-spec.io',
        'error OSM4018 osm-mesh-config',
        'warning OSM6003 tickets',
      ],
    ],
  ])('%s', async (name, expected) => {
    expect(named(await check(await play(name)))).toEqual(expected);
  });
});

test.each(['play-prod', 'play-staging', 'play-broken', 'play-legacy'])(
  '%s answers every command by which the report would look closer',
  async (name) => {
    const playing = await play(name);
    const lines = (await check(playing)).flatMap(({ looks }) => looks);
    const ran = await Promise.all([...new Set(lines)].map((line) => playing.shell(line)));
    expect(ran.filter(({ code }) => code !== 0)).toEqual([]);
  },
);

describe('who does what the report suggests, and asks again, is left with nothing', () => {
  test.each(['play-prod', 'play-staging', 'play-broken', 'play-legacy'])(
    '%s',
    async (name) => {
      const playing = await play(name);
      const { left, typed } = await followed(playing);
      expect({ left, some: typed.length > 0 }).toEqual({ left: [], some: true });
    },
    60_000,
  );

  test('staging takes two rounds: what joins the mesh, or has the pinned image, must be restarted', async () => {
    const { typed } = await followed(await play('play-staging'));
    expect(typed.slice(4).sort()).toEqual([
      'kubectl rollout restart deployment cart -n checkout',
      'kubectl rollout restart deployment payments -n checkout',
      'kubectl rollout restart deployment search -n storefront',
      'kubectl rollout restart deployment web -n storefront',
    ]);
  }, 60_000);
});

test('what is healthy stays so when all of it is restarted', async () => {
  const playing = await play('play-prod');
  const before = named(await check(playing));
  const managed = () =>
    namesOf(playing.cluster.all('Pod').filter(({ metadata }) => 'ownerReferences' in metadata));
  const old = managed();
  for (const namespace of [
    'kube-system',
    'app-routing-system',
    'storefront',
    'checkout',
    'catalog',
    'loyalty',
  ])
    await playing.kubectl(`rollout restart deployment -n ${namespace}`);

  expect(named(await check(playing))).toEqual(before);
  expect(managed().filter((name) => old.includes(name))).toEqual([]);
});

describe('what is broken shows in the report, and is gone when it is healed', () => {
  test.each(breakages.map(({ id }) => id))('%s', async (id) => {
    const playing = await play('play-prod');
    const breakage = breakages.find((one) => one.id === id);
    const before = named(await check(playing));
    breakage?.breaks(playing.cluster);
    breakage?.breaks(playing.cluster);
    await playing.cluster.controllers?.settled();
    const broken = named(await check(playing));

    expect(breakage?.isBroken(playing.cluster)).toBe(true);
    expect(broken.filter((said) => !before.includes(said))).not.toEqual([]);

    breakage?.heals(playing.cluster);
    breakage?.heals(playing.cluster);
    await playing.cluster.controllers?.settled();
    expect(breakage?.isBroken(playing.cluster)).toBe(false);
    expect(named(await check(playing))).toEqual(before);
  });

  test.each(['expire-ca', 'drop-crd', 'mislabel-namespace'])(
    '%s can be mended by what the report suggests, and healing then changes nothing',
    async (id) => {
      const playing = await play('play-prod');
      const breakage = breakages.find((one) => one.id === id);
      breakage?.breaks(playing.cluster);
      await playing.cluster.controllers?.settled();
      expect((await followed(playing)).left).toEqual([]);

      expect(breakage?.isBroken(playing.cluster)).toBe(false);
      breakage?.heals(playing.cluster);
      await playing.cluster.controllers?.settled();
      expect(named(await check(playing))).toEqual([]);
    },
    60_000,
  );

  test('an injector that was stopped is back once somebody scales it', async () => {
    const playing = await play('play-prod');
    const before = named(await check(playing));
    const stop = breakages.find(({ id }) => id === 'stop-injector');
    stop?.breaks(playing.cluster);
    await playing.kubectl('scale deployment osm-injector -n kube-system --replicas=2');
    expect(stop?.isBroken(playing.cluster)).toBe(false);
    expect(named(await check(playing))).toEqual(before);
  });

  test('a restart does not help an injector that crashes', async () => {
    const playing = await play('play-prod');
    const crash = breakages.find(({ id }) => id === 'crash-injector');
    crash?.breaks(playing.cluster);
    await playing.kubectl('rollout restart deployment osm-injector -n kube-system');
    expect(named(await check(playing))).toContain('critical OSM1003 osm-injector');
    const ran = await playing.kubectl('get pods -n kube-system -l app=osm-injector');
    expect(ran.out).toContain('CrashLoopBackOff');
  });
});
