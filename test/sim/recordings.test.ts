import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listAt, recordAt, textAt } from '../../sim/kubernetes/record.ts';
import { type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { disagreement } from './agreement.ts';
import { ask } from './ask.ts';
import { clusterOf } from './objects-of-recording.ts';
import { type Exchange, exchangesOf, recordings } from './recording.ts';

/** Exchanges that may differ, by note, with the reason. At most five a file. */
const exceptions: Readonly<Record<string, string>> = {
  'pods as a table':
    'the prose that describes each column is not carried; cells and columns are compared below',
};

function withoutProse(table: unknown): object {
  const columns = listAt(table, 'columnDefinitions').map((column) => ({
    ...recordAt(column),
    description: '',
  }));
  return { ...recordAt(table), columnDefinitions: columns };
}

describe.each(recordings)('$file', (recording) => {
  const exchanges = exchangesOf(recording);
  let cluster: RunningCluster;
  const differing: string[] = [];

  beforeAll(async () => {
    cluster = await startKubernetes(clusterOf(recording));
  });
  afterAll(async () => {
    await cluster.close();
  });

  async function differenceIn({ request, response }: Exchange): Promise<string | undefined> {
    const { method, headers, body } = request;
    return disagreement(response, await ask(cluster, request.as, request.path, { method, headers, body }));
  }

  test('every exchange is answered alike', async () => {
    for (const [at, exchange] of exchanges.entries()) {
      const difference = await differenceIn(exchange);
      if (difference !== undefined) differing.push(`${at} ${exchange.note}: ${difference}`);
    }
    process.stdout.write(
      `${recording.file}: ${exchanges.length - differing.length} of ${exchanges.length} agree\n`,
    );
    expect(differing.filter((line) => !Object.keys(exceptions).some((note) => line.includes(note)))).toEqual(
      [],
    );
    expect(differing.length).toBeLessThanOrEqual(5);
  });

  test('no group of a definition is missing in discovery', async () => {
    const groups = (body: unknown): string[] => listAt(body, 'groups').map((group) => textAt(group, 'name'));
    const recorded = exchanges.find(({ note }) => note === 'group discovery')?.response.body;
    const simulated = groups((await ask(cluster, 'reader', '/apis')).body);
    const mesh = groups(recorded).filter((group) => /openservicemesh|smi-spec/.test(group));
    expect(mesh).toHaveLength(5);
    expect(simulated).toEqual(expect.arrayContaining(mesh));
  });

  test('the printed table agrees but for the prose', async () => {
    const exchange = exchanges.find(({ note }) => note === 'pods as a table');
    if (exchange === undefined) throw new Error('no table was recorded');
    const { request, response } = exchange;
    const answer = await ask(cluster, request.as, request.path, { headers: request.headers });
    const recorded = { ...response, body: withoutProse(response.body) };
    expect(disagreement(recorded, { ...answer, body: withoutProse(answer.body) })).toBeUndefined();
  });
});
