import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { breakages } from '../../sim/kubernetes/controllers/breakages.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { startKubernetes } from '../../sim/kubernetes/server.ts';
import type { PageMessage } from '../../sim/playground/api.ts';
import { type RunningPlayground, startPlayground } from '../../sim/playground/playground.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { openPage, type PageClient, send } from './page-client.ts';

const ops = 'C0OPS00001';
const judged = /checks judged/;
const usualTmp = process.env['TMPDIR'];

// Temporary files of this test go to a folder of its own, so that what is left there is known to be ours.
const folder = mkdtempSync(join(tmpdir(), 'playground-test-'));
let playground: RunningPlayground;
let page: PageClient;

beforeAll(async () => {
  process.env['TMPDIR'] = folder;
  playground = await startPlayground();
  page = await openPage(playground.address);
}, 60_000);
afterAll(async () => {
  page.close();
  await playground.close();
  if (usualTmp === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usualTmp;
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** The first button of a message that does this. */
function buttonOf(message: PageMessage, actionId: RegExp): { blockId: string; actionId: string } {
  const found = JSON.stringify(message.blocks).match(/"action_id":"([^"]+)"/g) ?? [];
  const ids = found.map((text) => text.slice('"action_id":"'.length, -1));
  const id = ids.find((one) => actionId.test(one));
  if (id === undefined) throw new Error(`No button ${actionId}, only ${ids.join(', ')}`);
  return { blockId: '', actionId: id };
}

const click = (message: PageMessage, actionId: RegExp) =>
  page.post('/api/click', { channel: message.channel, ts: message.ts, ...buttonOf(message, actionId) });

const isOn = (id: string) => page.state().switches.find((one) => one.id === id)?.on;

describe('what a page is told first', () => {
  test('is everything', () => {
    const { is } = page.events[0] ?? {};
    const { me, channels, clusters, parts, kubectl, people } = page.state();

    expect(is).toBe('all');
    expect(people[me.id]).toBe(me.name);
    expect(channels.map(({ name }) => name)).toEqual(['ops', 'alerts', 'digest']);
    expect(clusters.map(({ name }) => name)).toEqual([
      ...['prod-cluster', 'staging', 'broken', 'legacy', 'forbidden', 'asleep', 'huge'],
    ]);
    expect(parts.filter(({ is: state }) => state === 'up')).toHaveLength(5);
    expect(kubectl).toBe(true);
    expect(
      page
        .state()
        .switches.filter(({ on }) => on)
        .map(({ id }) => id),
    ).toEqual(['right:forbidden', 'power:asleep']);
  });
});

describe('what is typed', () => {
  test('as a command is acknowledged, worked on, and answered in place', async () => {
    const before = page.events.length;
    const answer = await page.ask('/osm check staging', judged);
    const told = page.events
      .slice(before)
      .flatMap((event) => (event.is === 'message' ? [event.message] : []));

    expect(told[0]).toMatchObject({ from: 'bot', ephemeral: true, channel: ops });
    const inPlace = told.filter(({ ts }) => ts === answer.ts);
    expect(inPlace[0]).toMatchObject({ edited: false });
    expect(inPlace.at(-1)).toMatchObject({ edited: true });
    expect(answer.blocks.length).toBeGreaterThan(2);
  }, 60_000);

  test('goes over the wire to everybody whom it concerns', async () => {
    const isQueued = ({ wire }: ReturnType<typeof page.state>) =>
      wire.some(
        ({ who, what, status }) =>
          who === 'app → Storage' && what.startsWith('POST queue /osm-jobs/') && status === 201,
      );
    await page.until(isQueued, 'what was put on the queue');

    const { wire } = page.state();
    expect([...new Set(wire.map(({ who }) => who))].sort()).toEqual([
      ...['Slack → app', 'app → Azure', 'app → Kubernetes staging', 'app → Slack', 'app → Storage'],
    ]);
    expect(wire.filter(({ what }) => /popreceipt|sig=|\?.*messages/.test(what))).toEqual([]);
  });

  test('as a plain message just stands there', async () => {
    expect((await page.post('/api/say', { channel: ops, text: 'hello <all> & so on' })).status).toBe(204);
    const last = await page.until(
      ({ messages }) => messages.find(({ from }) => from === 'U0ANN'),
      'the message',
    );

    expect(last).toMatchObject({ text: 'hello &lt;all&gt; &amp; so on', ephemeral: false });
  });

  test('as a mention is answered, in its thread too', async () => {
    const parent = page.state().messages.find(({ from }) => from === 'U0ANN');
    const threadTs = parent?.ts ?? '';
    await page.post('/api/say', { channel: ops, threadTs, text: '@osm-doctor check prod-cluster' });

    const isAnswer = ({ from, threadTs: thread, text }: PageMessage) =>
      from === 'bot' && thread === threadTs && judged.test(text);
    await page.until(({ messages }) => messages.find(isAnswer), 'an answer in the thread');
    expect(page.state().messages.some(({ text }) => text === '<@U0OSMBOT> check prod-cluster')).toBe(true);
  }, 60_000);

  test.each([
    [{ text: '/deploy now' }, /there is \/osm/],
    [{ text: '   ' }, /nothing to send/],
    [{ text: 'x'.repeat(5_000) }, /at most/],
    [{ text: '/osm help', threadTs: '1700000000.000000' }, /no commands in threads/],
    [{ text: 'hello', threadTs: 'abc' }, /no such thread/],
    [{ text: 'hello', channel: 'C0NOWHERE' }, /no such channel/],
    [{}, /nothing to send/],
  ])('is refused with a sentence: %j', async (given, says) => {
    const { status, body } = await page.post('/api/say', { channel: ops, ...given });

    expect(status).toBe(400);
    expect(body).toEqual({ says: expect.stringMatching(says) });
  });

  test.each([
    ['/o', ['/osm']],
    ['@', ['@osm-doctor']],
    ['/osm c', ['/osm check', '/osm config', '/osm clusters']],
    ['/osm check s', ['/osm check staging']],
    ['/osm check staging inj', ['/osm check staging injection']],
    ['@osm-doctor namespaces le', ['@osm-doctor namespaces legacy']],
    ['/osm config staging spec.traffic.enableE', ['/osm config staging spec.traffic.enableEgress']],
    ['/osm explain OSM2004', ['/osm explain OSM2004']],
    ['hello', []],
    ['', []],
  ])('is completed: %j', async (text, wanted) => {
    const { text: body } = await page.get(`/api/complete?${new URLSearchParams({ text, channel: ops })}`);
    const { suggestions } = JSON.parse(body) as { suggestions: { text: string; about: string }[] };

    expect(suggestions.map((one) => one.text)).toEqual(wanted);
    for (const { about } of suggestions) expect(about).not.toBe('');
  });
});

describe('what is clicked', () => {
  test('goes to the app, which answers', async () => {
    const first = await page.ask('/osm check broken', judged);
    expect((await click(first, /^checkAgain/)).status).toBe(204);

    const isSecond = ({ ts, text }: PageMessage) => ts > first.ts && /^broken ·/.test(text);
    await page.until(({ messages }) => messages.find(isSecond), 'a second answer');
  }, 60_000);

  test('opens a form, which tells what is wrong in it, and closes', async () => {
    const shown = await page.ask('/osm check staging', judged);
    expect((await click(shown, /^proposeChange/)).status).toBe(204);
    const [view] = await page.until(({ views }) => views.length > 0 && views, 'the form');

    const wrong = await page.post('/api/submit', { viewId: view?.id, values: {} });
    expect(wrong).toMatchObject({ status: 200, body: { errors: expect.any(Object) } });
    expect(page.state().views).toHaveLength(1);
    const typed = (value: string) => ({ type: 'plain_text_input', value });
    const values = { key: { key: typed('sidecar.logLevel') }, value: { value: typed('debug') } };
    expect((await page.post('/api/submit', { viewId: view?.id, values })).status).toBe(204);
    await page.until(({ views }) => views.length === 0, 'the form to close');
    const isProposal = ({ threadTs, text }: PageMessage) => threadTs === shown.ts && /logLevel/.test(text);
    await page.until(({ messages }) => messages.find(isProposal), 'the proposal in the thread');
  }, 60_000);

  test('opens a form, which closes unsent', async () => {
    const shown = await page.ask('/osm check staging', judged);
    await click(shown, /^proposeChange/);
    const [view] = await page.until(({ views }) => views.length > 0 && views, 'the form');
    expect((await page.post('/api/close', { viewId: view?.id })).status).toBe(204);

    await page.until(({ views }) => views.length === 0, 'the form to close');
  }, 60_000);

  test('and is not there any more is told so', async () => {
    const gone = { channel: ops, ts: '1700000000.000000', blockId: 'a', actionId: 'checkAgain' };

    expect((await page.post('/api/click', gone)).status).toBe(400);
    expect((await page.post('/api/submit', { viewId: 'V1', values: {} })).status).toBe(400);
  });
});

describe('a switch', () => {
  const mesh = breakages.map(({ id }) => id);
  test.each([
    ...['prod-cluster', 'staging', 'broken', 'legacy'].flatMap((name) =>
      mesh.map((kind) => `${kind}:${name}`),
    ),
    ...['right', 'slow', 'power'].map((kind) => `${kind}:legacy`),
  ])('%s goes on and off', async (id) => {
    for (const on of [true, false]) {
      expect((await page.post('/api/do', { switch: id, on })).status).toBe(204);
      await page.until(() => isOn(id) === on, `the switch to be ${on ? 'on' : 'off'}`);
    }
  });

  test('breaks what a check then finds, and goes off when a command mends it', async () => {
    await page.post('/api/do', { switch: 'stop-injector:prod-cluster', on: true });
    await page.until(() => isOn('stop-injector:prod-cluster'), 'the switch to be on');
    await page.ask('/osm check prod-cluster', /osm-injector is not ready/);

    const command = 'kubectl scale deployment/osm-injector -n kube-system --replicas=2';
    expect(await page.run({ command, cluster: 'prod-cluster' })).toMatchObject({ exitCode: 0, stderr: '' });
    await page.until(() => isOn('stop-injector:prod-cluster') === false, 'the switch to be off');
    const pods = 'kubectl get pods -n kube-system -l app=osm-injector --no-headers';
    for (let ready = 0; ready < 2; ) {
      ready = (await page.run({ command: pods, cluster: 'prod-cluster' })).stdout.match(/1\/1/g)?.length ?? 0;
    }
    expect((await page.ask('/osm check prod-cluster', judged)).text).not.toMatch(/osm-injector is not ready/);
  }, 60_000);

  test('of Slack slows the answer down, and does not lose it', async () => {
    await page.post('/api/do', { switch: 'throttle', on: true });
    await page.ask('/osm check staging', judged);
    await page.post('/api/do', { switch: 'throttle', on: false });

    const refused = page
      .state()
      .wire.filter(({ who, status }) => who === 'app → Slack' && status === 'ratelimited');
    expect(refused).not.toHaveLength(0);
  }, 60_000);

  test('that does not exist is refused', async () => {
    expect((await page.post('/api/do', { switch: 'toString', on: true })).status).toBe(409);
    expect((await page.post('/api/do', { deed: 'nothing' })).status).toBe(409);
  });
});

describe('a deed', () => {
  const inChannel = (name: string) => {
    const channel = page.state().channels.find((one) => one.name === name)?.id;
    return page.state().messages.filter((message) => message.channel === channel);
  };

  test('posts a digest each time', async () => {
    const digests = () => inChannel('digest').filter(({ threadTs }) => threadTs === undefined).length;
    for (const count of [1, 2]) {
      expect(await page.post('/api/do', { deed: 'digest' })).toEqual({ status: 204, body: undefined });
      await page.until(() => digests() === count, `digest ${count}`, 60);
    }
    expect(inChannel('digest')[0]?.text).toMatch(/7 clusters/);
  }, 130_000);

  test('fires an alert and resolves it', async () => {
    expect(await page.post('/api/do', { deed: 'resolve:broken' })).toMatchObject({ status: 409 });
    await page.post('/api/do', { deed: 'fire:broken' });
    await page.until(() => inChannel('alerts').some(({ text }) => /^Sev1 alert/.test(text)), 'the alert');
    await page.post('/api/do', { deed: 'resolve:broken' });

    await page.until(() => inChannel('alerts').some(({ text }) => /^Resolved/.test(text)), 'its resolution');
  }, 60_000);
});

describe('a command', () => {
  test('that a message suggests mends what it says', async () => {
    const before = (await page.ask('/osm check staging', judged)).text;
    expect(before).toMatch(/kubectl label namespace/);
    const [command = ''] = /kubectl label namespace .*/.exec(before) ?? [];
    const ran = await page.run({ command, cluster: 'staging' });

    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/labeled/) });
    expect((await page.ask('/osm check staging', judged)).text).not.toContain(command);
  }, 60_000);

  test('goes to the cluster that it names, else to the one that is current', async () => {
    const names = async (command: string, cluster = '') => (await page.run({ command, cluster })).stdout;
    const list = 'kubectl get namespaces -o name';
    expect((await page.run({ command: list, cluster: '' })).exitCode).toBe(2);

    const credentials = 'az aks get-credentials --subscription x --resource-group mesh --name staging';
    expect(await names(credentials)).toMatch(/"staging"/);
    expect(await names(list)).toMatch(/warehouse/);
    expect(await names(list, 'huge')).toMatch(/team-001/);
    expect(await names(`${list} --context huge`, 'staging')).toMatch(/team-001/);
  }, 60_000);

  test.each([
    `kubectl get pods; touch ${folder}/hacked`,
    `kubectl get pods > ${folder}/hacked`,
    `kubectl get pods $(touch ${folder}/hacked)`,
    `touch ${folder}/hacked`,
    'sh -c id',
    './kubectl get pods',
    'KUBECONFIG=/root/.kube/config kubectl get pods',
    'kubectl get pods --kubeconfig /root/.kube/config',
    'kubectl get pods --context someone-elses',
    'kubectl apply -f /etc/passwd',
    'kubectl edit deployment x',
    'az aks delete --name staging',
    'az aks get-credentials --name someone-elses',
    '',
  ])('is not run: %s', async (command) => {
    const { exitCode, stdout, stderr } = await page.run({ command, cluster: 'staging' });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/\.\n$/);
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  test('is not run in a cluster that is none of the simulated ones', async () => {
    expect(await page.run({ command: 'kubectl get pods', cluster: 'prod' })).toMatchObject({ exitCode: 2 });
  });

  test('has its output cut', async () => {
    const { stdout, stderr } = await page.run({
      command: 'kubectl get crds,pods,deployments,services -A -o json',
      cluster: 'prod-cluster',
    });

    expect(stdout.length).toBeLessThanOrEqual(64 * 1024);
    expect(stderr).toMatch(/cut here/);
  }, 60_000);
});

describe('whom the server answers', () => {
  const key = () => new URL(playground.address).searchParams.get('key') ?? '';

  test('whoever was given the address gets the page, with nothing from outside', async () => {
    const { status, headers } = await send(playground.address);

    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(String(headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  });

  test.each<[string, (origin: string, cookie: string) => Record<string, string>, number]>([
    ['somebody without the key', () => ({}), 401],
    ['somebody with another key', (_, cookie) => ({ cookie: `${cookie.slice(0, -4)}0000` }), 401],
    ['a name that was made to lead here', (_, cookie) => ({ cookie, host: 'evil.example' }), 421],
    ['a page of another site', (_, cookie) => ({ cookie, origin: 'https://evil.example' }), 403],
    ['a page without an origin', (_, cookie) => ({ cookie, origin: 'null' }), 403],
    ['another port of this machine', (_, cookie) => ({ cookie, origin: 'http://127.0.0.1:1' }), 403],
    ['a form of another site', (_, cookie) => ({ cookie, 'sec-fetch-site': 'cross-site' }), 403],
    ['a form', (origin, cookie) => ({ cookie, origin, 'content-type': 'text/plain' }), 415],
  ])('not %s', async (_who, headersOf, status) => {
    const before = page.state().messages.length;
    const given = { 'content-type': 'application/json', ...headersOf(page.origin, page.cookie) };
    const body = JSON.stringify({ channel: ops, text: 'from outside' });
    const got = await send(`${page.origin}/api/say`, { method: 'POST', headers: given, body });

    expect(got.status).toBe(status);
    expect(got.text).not.toContain(key());
    expect(page.state().messages).toHaveLength(before);
  });

  test.each([
    ['no JSON', '{', 400],
    ['no object', '[]', 400],
    ['too much', JSON.stringify({ text: 'x'.repeat(70_000) }), 413],
  ])('%s', async (_what, body, status) => {
    const headers = { cookie: page.cookie, 'content-type': 'application/json' };

    expect((await send(`${page.origin}/api/say`, { method: 'POST', headers, body })).status).toBe(status);
  });

  test.each(['/nothing', '/package.json', '/../package.json', '/..%2fpackage.json', '/files/F1'])(
    'there is no %s',
    async (path) => {
      expect((await page.get(path)).status).toBe(404);
    },
  );

  test('only over loopback', () => {
    expect(page.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('what went over the wire', () => {
  test.each([
    'Slack → app',
    'app → Slack',
    'app → Azure',
    'app → Kubernetes staging',
    'kubectl → Kubernetes staging',
  ])(
    'tells %s',
    async (who) => {
      await page.ask('/osm check staging', judged);
      await page.run({ command: 'kubectl get namespaces', cluster: 'staging' });
      const entry = await page.until(({ wire }) => wire.findLast((one) => one.who === who), 'an entry');

      expect(entry.what).not.toBe('');
      expect(entry.ms).toBeGreaterThanOrEqual(0);
    },
    60_000,
  );

  test('tells no secret', () => {
    const told = JSON.stringify(page.events);
    for (const secret of [...playground.slack.secrets, ...playground.azure.secrets]) {
      expect(told).not.toContain(secret);
    }
  });
});

describe('a part that dies', () => {
  test.each([
    ['functions', 1, /Functions host/],
    ['storage', 0, /Azurite/],
  ] as const)(
    '%s is told in a sentence, and can be started again',
    async (name, place, says) => {
      process.kill(playground.machines.pids()[place] ?? 0, 'SIGKILL');
      const part = () => page.state().parts.find((one) => one.name === name);
      await page.until(() => part()?.is === 'down', 'the part to be down');
      expect(part()?.says).toMatch(says);
      expect(isOn(`end:${name}`)).toBe(true);
      if (name === 'functions') {
        const failed = await page.post('/api/say', { channel: ops, text: '/osm check staging' });
        expect(failed).toEqual({
          status: 400,
          body: { says: expect.stringMatching(/could not reach the app/) },
        });
        expect((await page.post('/api/do', { deed: 'digest' })).status).toBe(409);
      }

      expect((await page.post('/api/do', { switch: `end:${name}`, on: false })).status).toBe(204);
      await page.until(({ parts }) => parts.every(({ is }) => is === 'up'), 'all parts to be up');
      await page.ask('/osm check staging', judged);
    },
    60_000,
  );
});

describe('a part that stands still', () => {
  test.each([
    ['the Function App', 1],
    ['storage', 0],
  ] as const)(
    '%s is told by Slack when its patience ends, and goes on',
    async (_, place) => {
      const pid = playground.machines.pids()[place] ?? 0;
      process.kill(pid, 'SIGSTOP');
      const before = page.state().messages.length;
      const hung = await page.post('/api/say', { channel: ops, text: '/osm check staging' });
      process.kill(pid, 'SIGCONT');

      expect(hung).toEqual({ status: 400, body: { says: expect.stringMatching(/within three seconds/) } });
      await page.until(
        ({ messages }) => messages.slice(before).find(({ text }) => judged.test(text)),
        'an answer',
      );
    },
    60_000,
  );

  test.each([
    ['functions', 1, /Functions host .* gives no answer/],
    ['storage', 0, /Azurite, .* gives no answer/],
  ] as const)(
    '%s for longer is told in a sentence, until it answers again',
    async (name, place, says) => {
      const pid = playground.machines.pids()[place] ?? 0;
      const part = () => page.state().parts.find((one) => one.name === name);
      process.kill(pid, 'SIGSTOP');
      try {
        await page.until(() => part()?.is === 'silent', 'the part to be silent');
        expect(part()?.says).toMatch(says);
        expect(page.state().parts.filter(({ is }) => is !== 'up')).toHaveLength(1);
        if (name === 'functions') {
          const deeds = [{ deed: 'digest' }, { deed: 'fire:staging' }];
          const refused = await Promise.all(deeds.map((deed) => page.post('/api/do', deed)));
          const late = { status: 409, body: { says: expect.stringMatching(/within ten seconds/) } };
          expect(refused).toEqual([late, late]);
        }
      } finally {
        process.kill(pid, 'SIGCONT');
      }

      await page.until(() => part()?.is === 'up', 'the part to answer again');
      await page.ask('/osm check staging', judged);
    },
    60_000,
  );
});

describe('what is worked on when the Function App dies', () => {
  test('is gone on with when it is started again', async () => {
    const slow = (on: boolean) => page.post('/api/do', { switch: 'slow:staging', on });
    await slow(true);
    const before = page.state().messages.length;
    const since = (text: RegExp) =>
      page
        .state()
        .messages.slice(before)
        .find((one) => text.test(one.text));
    await page.post('/api/say', { channel: ops, text: '/osm check staging' });
    await page.until(() => since(/^Looking at staging …/), 'the beginning');
    process.kill(playground.machines.pids()[1] ?? 0, 'SIGKILL');
    await page.until(({ parts }) => parts.some(({ is }) => is === 'down'), 'the part to be down');
    await slow(false);
    await page.post('/api/do', { switch: 'end:functions', on: false });

    await page.until(() => since(judged), 'an answer', 40);
    expect(since(/^Looking at staging …/)).toBeUndefined();
  }, 90_000);
});

describe('a second playground beside the first', () => {
  test("judges the reader's own cluster, only reads it, and leaves nothing behind", async () => {
    const own = await startKubernetes(loadCluster(clusterFile('injector-down')));
    const kubeconfig = join(folder, 'own-kubeconfig');
    writeFileSync(
      kubeconfig,
      own.kubeconfig('admin', { clientCertificate: true, contextName: 'my-context' }),
    );
    const second = await startPlayground({ own: { kubeconfig, env: {} } });
    const other = await openPage(second.address);
    const cluster = other.state().clusters.find((one) => one.own);
    const name = cluster?.name ?? '';
    const answer = await other.ask(`/osm check ${name}`, judged);

    expect(cluster?.about).toMatch(/only read/);
    expect(answer.text).toMatch(/osm-injector is not ready/);
    expect(own.requests.length).toBeGreaterThan(10);
    expect(own.requests.filter(({ method, as }) => method !== 'GET' || as !== 'admin')).toEqual([]);
    expect(await other.run({ command: 'kubectl get pods', cluster: name })).toMatchObject({ exitCode: 2 });
    const elsewhere = second.azure.cluster(name).kubernetes.url;
    await expect(fetch(`${elsewhere}/version`)).rejects.toThrow();

    const pids = second.machines.pids();
    other.close();
    await second.close();
    await own.close();
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    for (const url of [other.origin, elsewhere, second.slack.url, second.azure.url]) {
      await expect(connected(url)).resolves.toBe(false);
    }
    await page.ask('/osm check prod-cluster', judged);
  }, 120_000);

  test('so that after the first has closed, too, no file is left', async () => {
    const pids = playground.machines.pids();
    await playground.close();

    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    await expect(connected(page.origin)).resolves.toBe(false);
    expect(readdirSync(folder)).toEqual(['own-kubeconfig']);
  }, 30_000);
});

function connected(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}
