import { text } from '../model/json.ts';
import type { Inputs, Reading, ReadProblem } from '../model/snapshot.ts';
import { type Client, getJson, type Meter } from './client.ts';

interface Part<T> extends Meter {
  readonly reading: Reading<T>;
}

/** What one `GET /version` tells: that an API server answers, which one, and what time it thinks it is. */
export async function readVersion(
  client: Client,
  now: () => Date,
): Promise<{ apiServer: Part<Inputs['apiServer']>; clock: Part<Inputs['clock']> }> {
  const meter: Meter = { requests: 0, bytes: 0 };
  const asked = now().getTime();
  const got = await getJson(client, { path: '/version' }, meter);
  const answered = now().getTime();
  const free = { requests: 0, bytes: 0 };
  if (got.is !== 'json') {
    const problem = got.is === 'problem' ? got.problem : notKubernetes;
    return {
      apiServer: { reading: { ok: false, problem }, ...meter },
      clock: { reading: { ok: false, problem }, ...free },
    };
  }
  const gitVersion = text(got.json['gitVersion']);
  return {
    apiServer: {
      reading:
        gitVersion === undefined
          ? { ok: false, problem: notKubernetes }
          : { ok: true, value: { gitVersion } },
      ...meter,
    },
    clock: { reading: clockOf(got.headers['date'], (asked + answered) / 2), ...free },
  };
}

const notKubernetes: ReadProblem = {
  reason: 'unreachable',
  detail: 'What answers there is no Kubernetes API server: /version does not name a Kubernetes version.',
};

function clockOf(date: string | undefined, ours: number): Reading<Inputs['clock']> {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return { ok: false, problem: { reason: 'incomplete', detail: 'The API server sends no Date header.' } };
  }
  return { ok: true, value: { skewSeconds: Math.round((theirs - ours) / 1_000) } };
}
