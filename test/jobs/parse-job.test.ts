import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJob } from '../../src/jobs/parse-job.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { Told } from '../../src/model/asked.ts';
import type { Asker, Job } from '../../src/model/job.ts';

const text = fc.string({ unit: 'binary', maxLength: 500 });
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 500 });
const long = fc.string({ unit: 'binary', maxLength: 600 });
const time = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const by: fc.Arbitrary<Asker> = fc.oneof(
  fc.record({ is: fc.constant('person' as const), user: name, team: text, channel: name }),
  fc.constant({ is: 'timer' as const }),
  fc.record({ is: fc.constant('alert' as const), rule: text }),
);
const head = { version: fc.constant(1 as const), id: name, askedAt: time, by };
const cluster = fc.record({ name, resourceId: name });
const place = fc.record({ channel: name, thread: name, responseUrl: name }, { requiredKeys: ['channel'] });
const asked: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ is: fc.constantFrom('help', 'clusters') }),
  fc.record({ is: fc.constant('explain'), topic: name }),
  fc.record({ is: fc.constant('namespaces'), cluster: name }, { requiredKeys: ['is'] }),
  fc.record({ is: fc.constant('config'), cluster: name, key: name, value: text }, { requiredKeys: ['is'] }),
  fc.record(
    { is: fc.constant('showAll'), cluster: name, only: fc.array(text, { maxLength: 3 }), namespace: name },
    { requiredKeys: ['is', 'cluster', 'only'] },
  ),
);
const alert: fc.Arbitrary<Alert> = fc.record(
  {
    id: name,
    rule: text,
    severity: fc.constantFrom('Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'),
    condition: fc.constantFrom('Fired', 'Resolved'),
    service: text,
    signal: text,
    firedAt: time,
    resolvedAt: time,
    description: long,
    targets: fc.array(long, { maxLength: 5 }),
    measured: fc.array(long, { maxLength: 5 }),
    labels: fc.dictionary(fc.string({ unit: 'binary' }), text),
  },
  {
    requiredKeys: [
      ...(['id', 'rule', 'severity', 'condition', 'service', 'signal', 'firedAt'] as const),
      ...(['targets', 'measured', 'labels'] as const),
    ],
  },
);

/** Every kind of job, each with and without what it need not have. */
const jobs: { readonly [Do in Job['do']]: fc.Arbitrary<Extract<Job, { do: Do }>> } = {
  check: fc.record(
    {
      ...head,
      do: fc.constant('check'),
      cluster: name,
      only: fc.array(text, { maxLength: 4 }),
      namespace: name,
      answerTo: place,
    },
    { requiredKeys: ['version', 'id', 'askedAt', 'by', 'do', 'cluster', 'answerTo'] },
  ),
  tell: fc.record({ ...head, do: fc.constant('tell'), asked, answerTo: place }),
  openDigest: fc.record({ ...head, do: fc.constant('openDigest'), dueAt: time }),
  digestPart: fc.record({ ...head, do: fc.constant('digestPart'), round: name, cluster }),
  closeDigest: fc.record({ ...head, do: fc.constant('closeDigest'), round: name }),
  alert: fc.record({ ...head, do: fc.constant('alert'), alert }),
  cleanUp: fc.record({ ...head, do: fc.constant('cleanUp') }),
};
const anyJob: fc.Arbitrary<Job> = fc.oneof(...Object.values<fc.Arbitrary<Job>>(jobs));

describe('every valid job survives', () => {
  test.each(Object.entries<fc.Arbitrary<Job>>(jobs))('%s', (_kind, job) => {
    fc.assert(
      fc.property(job, (sent) => {
        const json = JSON.stringify(sent);
        const plain: unknown = JSON.parse(json);
        expect(parseJob(json)).toEqual({ is: 'job', job: plain });
        expect(parseJob(plain)).toEqual({ is: 'job', job: plain });
      }),
    );
  });
});

/** The job with one of its fields, however deep, made another value or taken away. */
function mangled(value: unknown, path: readonly number[], junk: unknown): unknown {
  const [step, ...rest] = path;
  if (typeof value !== 'object' || value === null || step === undefined) return junk;
  const entries = Object.entries(value);
  const [field, inner] = entries[step % Math.max(1, entries.length)] ?? ['extra', undefined];
  if (Array.isArray(value))
    return value.map((item, index) => (`${index}` === field ? mangled(item, rest, junk) : item));
  return { ...value, [field]: mangled(inner, rest, junk) };
}

describe('nothing makes it throw', () => {
  test('a job with a part that is something else', () => {
    fc.assert(
      fc.property(anyJob, fc.array(fc.nat(20), { maxLength: 4 }), fc.jsonValue(), (job, path, junk) => {
        const message = mangled(job, path, junk);
        const parsed = parseJob(message);
        expect(['job', 'unknownVersion', 'malformed']).toContain(parsed.is);
        expect(parseJob(JSON.stringify(message)).is).toBe(parsed.is);
      }),
      { numRuns: 500 },
    );
  });

  test('text with a piece cut out', () => {
    fc.assert(
      fc.property(anyJob, fc.nat(), fc.nat(50), (job, at, length) => {
        const json = JSON.stringify(job);
        const from = at % json.length;
        expect(() => parseJob(json.slice(0, from) + json.slice(from + length))).not.toThrow();
      }),
    );
  });

  test('anything at all', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
        (value) => {
          expect(['malformed', 'unknownVersion']).toContain(parseJob(value).is);
        },
      ),
    );
  });

  test('another version that is no JSON', () => {
    const circular: Record<string, unknown> = { version: 2 };
    circular['self'] = circular;

    expect(parseJob(circular)).toEqual({ is: 'malformed', why: 'it is no JSON' });
  });
});

const check = {
  version: 1,
  id: 'j1',
  askedAt: '2026-11-23T07:00:00.000Z',
  by: { is: 'person', user: 'U1', team: 'T1', channel: 'C1' },
  do: 'check',
  cluster: 'aks',
  answerTo: { channel: 'C1' },
};
const alertJob = {
  version: 1,
  id: 'j2',
  askedAt: check.askedAt,
  by: { is: 'alert', rule: 'r' },
  do: 'alert',
  alert: {
    id: 'a1',
    rule: 'r',
    severity: 'Sev1',
    condition: 'Fired',
    service: 'Prometheus',
    signal: 'Metric',
    firedAt: '2019-03-22T13:58:24.3713213Z',
    targets: [],
    measured: [],
    labels: {},
  },
};

describe('another version', () => {
  test('is kept as it came', () => {
    const message = ' {"version": 2, "do": "dance"}\n';

    expect(parseJob(message)).toEqual({ is: 'unknownVersion', text: message });
    expect(parseJob({ version: 2, do: 'dance' })).toEqual({
      is: 'unknownVersion',
      text: '{"version":2,"do":"dance"}',
    });
  });
});

describe('what this version does not know is left out', () => {
  test.each<[string, object]>([
    ['of the job', { ...check, priority: 'high' }],
    ['of who asked', { ...check, by: { ...check.by, email: 'a@b' } }],
    ['of the place', { ...check, answerTo: { ...check.answerTo, thread_ts: '1' } }],
  ])('%s', (_name, message) => {
    expect(parseJob(message)).toEqual({ is: 'job', job: check });
  });
});

describe('what is at the limit', () => {
  test.each<[string, object]>([
    ['a cluster of 500 characters', { ...check, cluster: 'x'.repeat(500) }],
    [
      "an alert's text of 4,000",
      { ...alertJob, alert: { ...alertJob.alert, description: 'x'.repeat(4_000) } },
    ],
    ['an alert with seven decimals of a second', alertJob],
    ['a time with an offset', { ...check, askedAt: '2026-11-23T07:00:00+01:00' }],
    ['words of --only that are none', { ...check, only: [] }],
  ])('%s is taken', (_name, message) => {
    expect(parseJob(message)).toEqual({ is: 'job', job: message });
  });
});

describe('what is wrong', () => {
  const { id: _id, ...withoutId } = check;
  test.each<[unknown, string]>([
    ['', 'is no JSON'],
    ['{"version":1', 'is no JSON'],
    [undefined, 'is no JSON object'],
    ['null', 'is no JSON object'],
    ['"check aks"', 'is no JSON object'],
    [[check], 'is no JSON object'],
    [{ ...check, version: undefined }, 'has no version'],
    [{ ...check, version: '1' }, 'has no version'],
    [{ ...check, do: 'dance' }, 'asks for something that this version cannot do'],
    [{ ...check, do: 'constructor' }, 'asks for something that this version cannot do'],
    [withoutId, 'has a field "id" that is no text'],
    [{ ...check, id: '' }, 'has a field "id" that is empty'],
    [{ ...check, id: 7 }, 'has a field "id" that is no text'],
    [{ ...check, askedAt: 'yesterday' }, 'has a field "askedAt" that is no time of RFC 3339'],
    [{ ...check, askedAt: '2026-13-45T07:00:00Z' }, 'has a field "askedAt" that is no time of RFC 3339'],
    [{ ...check, askedAt: '2026-11-23' }, 'has a field "askedAt" that is no time of RFC 3339'],
    [{ ...check, by: undefined }, 'has a field "by" that is no object'],
    [{ ...check, by: 'U1' }, 'has a field "by" that is no object'],
    [{ ...check, by: { is: 'cat' } }, 'does not say who asked'],
    [{ ...check, cluster: 'x'.repeat(501) }, 'has a field "cluster" that has more than 500 characters'],
    [{ ...check, only: 'OSM2' }, 'has a field "only" that is no list'],
    [{ ...check, only: [2] }, 'has a field "only" that is no text'],
    [{ ...check, only: ['x'.repeat(501)] }, 'has a field "only" that has more than 500 characters'],
    [{ ...check, only: Array(1_001).fill('x') }, 'has a field "only" that has more than 1000 entries'],
    [{ ...check, namespace: null }, 'has a field "namespace" that is no text'],
    [{ ...check, answerTo: {} }, 'has a field "channel" that is no text'],
    [{ ...check, answerTo: [] }, 'has a field "answerTo" that is no object'],
    [{ ...check, do: 'openDigest' }, 'has a field "dueAt" that is no text'],
    [{ ...check, do: 'digestPart', round: 'r' }, 'has a field "cluster" that is no object'],
    [{ ...check, do: 'closeDigest' }, 'has a field "round" that is no text'],
    [{ ...check, do: 'alert' }, 'has a field "alert" that is no object'],
    [
      { ...alertJob, alert: { ...alertJob.alert, severity: 'Sev9' } },
      'has a field "severity" that is none of Sev0, Sev1, Sev2, Sev3, Sev4',
    ],
    [
      { ...alertJob, alert: { ...alertJob.alert, description: 'x'.repeat(4_001) } },
      'has a field "description" that has more than 4000 characters',
    ],
    [{ ...alertJob, alert: { ...alertJob.alert, labels: { a: 1 } } }, 'has a field "labels" that is no text'],
    [{ ...alertJob, alert: { ...alertJob.alert, targets: {} } }, 'has a field "targets" that is no list'],
  ])('%j', (message, why) => {
    expect(parseJob(message)).toEqual({ is: 'malformed', why: `it ${why}` });
  });

  test('the reason never repeats the message', () => {
    const parsed = parseJob({ ...check, by: { is: 'SECRET' }, do: 'SECRET', cluster: 'SECRET' });

    expect(JSON.stringify(parsed)).not.toContain('SECRET');
  });
});
