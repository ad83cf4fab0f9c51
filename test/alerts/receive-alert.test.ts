import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alertJobId, type ReceivedAlert, receiveAlert } from '../../src/alerts/receive-alert.ts';
import type { AlertJob } from '../../src/model/job.ts';
import { clusterId, type PayloadName, payload, payloadWith, subscription } from './payload.ts';

const now = new Date('2026-11-22T12:00:00Z');
const env = { OSM_ALERT_CHANNEL: 'C0123456789', OSM_SUBSCRIPTIONS: subscription };

function jobOf(received: ReceivedAlert): AlertJob {
  if (received.is === 'refused') throw new Error(received.says);
  return received.job;
}

describe('what Azure Monitor sends', () => {
  test.each<PayloadName>([
    'metric',
    'log-search',
    'prometheus',
    'resource-health',
    'activity-log',
    'resolved',
  ])('%s becomes a job', (name) => {
    const job = jobOf(receiveAlert(payload(name), env, now));

    expect(job).toMatchObject({ version: 1, do: 'alert', askedAt: '2026-11-22T12:00:00.000Z' });
    expect(job.by).toEqual({ is: 'alert', rule: job.alert.rule });
    expect(JSON.stringify(job)).not.toContain('portal.azure.com');
    expect(JSON.stringify(job)).not.toContain('user@contoso.com');
  });

  test('a second delivery is the same job, the resolution another one', () => {
    const fired = jobOf(receiveAlert(payload('metric'), env, now));
    const again = jobOf(receiveAlert(payload('metric'), env, new Date('2026-11-22T13:00:00Z')));
    const resolved = jobOf(receiveAlert(payload('resolved'), env, now));

    expect(again.id).toBe(fired.id);
    expect(resolved.id).not.toBe(fired.id);
    expect(alertJobId(resolved.alert.id, 'Fired')).toBe(fired.id);
  });

  test('every alert has a job of its own', () => {
    const names = ['metric', 'log-search', 'prometheus', 'resource-health', 'activity-log'] as const;
    const ids = names.map((name) => jobOf(receiveAlert(payload(name), env, now)).id);

    expect(new Set(ids).size).toBe(names.length);
  });
});

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const oldMetric = {
  schemaId: 'AzureMonitorMetricAlert',
  data: { version: '2.0', status: 'Activated', context: {} },
};
const oldLog = {
  SubscriptionId: subscription,
  AlertRuleName: 'rule',
  SearchQuery: 'Heartbeat',
  SearchResult: {},
};
const oldActivity = { schemaId: 'Microsoft.Insights/activityLogs', data: { status: 'Activated' } };
const wrongTypes = {
  alertId: 7,
  alertRule: {},
  severity: ['Sev1'],
  monitorCondition: true,
  monitoringService: null,
  alertTargetIDs: 'one',
  firedDateTime: 1_700_000_000,
};

describe('what is refused', () => {
  test.each<[string, string, number, string]>([
    ['nothing', '', 400, 'The body is not JSON.'],
    ['not JSON', 'status=Fired&x=1', 400, 'The body is not JSON.'],
    ['a list', '[{"schemaId":"azureMonitorCommonAlertSchema"}]', 400, 'not an object'],
    ['deep nesting', deep, 400, 'not an object'],
    [
      'deep nesting inside',
      `{"schemaId":"azureMonitorCommonAlertSchema","data":${deep}}`,
      400,
      'alertId is missing',
    ],
    [
      'a metric alert in its own schema',
      JSON.stringify(oldMetric),
      422,
      'This is a metric alert in its own schema',
    ],
    [
      'a log alert in its own schema',
      JSON.stringify(oldLog),
      422,
      'This is a log search alert in its own schema',
    ],
    [
      'an activity log alert in its own schema',
      JSON.stringify(oldActivity),
      422,
      'an activity log alert in its own',
    ],
    ['a classic metric alert', '{"status":"Activated","context":{}}', 422, 'This is a classic metric alert'],
    ['something else', '{"schemaId":"AIOps"}', 422, 'something with schemaId "AIOps"'],
    ['an empty object', '{}', 422, 'JSON without a schemaId'],
    ['no alert id', payloadWith('metric', { alertId: undefined }), 400, 'alertId is missing'],
    [
      'an alert id that is too long',
      payloadWith('metric', { alertId: 'x'.repeat(501) }),
      400,
      'alertId has more than 500',
    ],
    [
      'an unknown condition',
      payloadWith('metric', { monitorCondition: 'Maybe' }),
      400,
      'monitorCondition is "Maybe", but may be Fired, Resolved',
    ],
    [
      'an unknown severity',
      payloadWith('metric', { severity: '3' }),
      400,
      'severity is "3", but may be Sev0',
    ],
    ['no time', payloadWith('metric', { firedDateTime: 'noon' }), 400, 'firedDateTime is not a time: "noon"'],
    [
      'an impossible time',
      payloadWith('metric', { firedDateTime: '2026-13-40T99:00:00Z' }),
      400,
      'not a time',
    ],
    ['300 KiB', payloadWith('metric', { description: 'x'.repeat(300 * 1_024) }), 413, 'larger than 256 KiB'],
    [
      '300 KiB of two bytes each',
      payloadWith('metric', { description: 'é'.repeat(150 * 1_024) }),
      413,
      'larger than',
    ],
  ])('%s', (_name, body, status, says) => {
    const received = receiveAlert(body, env, now);

    expect(received).toMatchObject({ is: 'refused', status, says: expect.stringContaining(says) });
  });

  test('wrong types everywhere: each is named', () => {
    const received = receiveAlert(payloadWith('metric', wrongTypes), env, now);

    expect(received).toMatchObject({ is: 'refused', status: 400 });
    for (const name of Object.keys(wrongTypes))
      expect(JSON.stringify(received)).toContain(`essentials.${name} is`);
  });

  test.each([[oldMetric], [oldLog], [oldActivity]])('another schema is answered with the switch', (body) => {
    expect(receiveAlert(JSON.stringify(body), env, now)).toMatchObject({
      says: expect.stringContaining('Enable the common alert schema in the action group'),
    });
  });

  test('hostile text comes back short and harmless, or not at all', () => {
    const nasty = `<!channel> \`\`\` \u0000\u001b[31m\u202e ${'x'.repeat(10_000)}`;
    const received = receiveAlert(payloadWith('metric', { severity: nasty }), env, now);
    const says = received.is === 'refused' ? received.says : '';

    expect(says).toContain('<!channel>');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not get through
    expect(says).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(says.length).toBeLessThan(300);
  });
});

describe('settings at the door', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no channel', { OSM_SUBSCRIPTIONS: subscription }, 'set OSM_ALERT_CHANNEL'],
    ['a channel by name', { OSM_ALERT_CHANNEL: '#alerts' }, 'OSM_ALERT_CHANNEL is "#alerts", but must be'],
    ['wrong clusters', { ...env, OSM_CLUSTERS: 'prod=nonsense' }, 'OSM_CLUSTERS gives prod an id'],
  ])('%s: 422, since trying again does not help', (_name, settings, says) => {
    expect(receiveAlert(payload('metric'), settings, now)).toMatchObject({
      is: 'refused',
      status: 422,
      says: expect.stringContaining(says),
    });
  });

  const other = '99999999-2222-3333-4444-555555555555';
  const channel = { OSM_ALERT_CHANNEL: 'C0123456789' };
  const alias = { ...channel, OSM_SUBSCRIPTIONS: 'none', OSM_CLUSTERS: `prod=${clusterId}` };
  const elsewhere = clusterId.replace('aks-prod', 'aks-other');

  test.each<[string, string, Record<string, string>, boolean]>([
    ['a cluster with an alias', payload('metric'), alias, true],
    [
      'a cluster beside the one with an alias',
      payloadWith('metric', { alertTargetIDs: [elsewhere], configurationItems: [] }),
      alias,
      false,
    ],
    ['a node in the subscription of an alias', payload('activity-log'), alias, true],
    ['a monitor account in the subscription of an alias', payload('prometheus'), alias, true],
    ['a cluster in a subscription that is looked through', payload('metric'), env, true],
    ['nothing said of subscriptions', payload('metric'), channel, true],
    ['a cluster elsewhere', payload('metric'), { ...channel, OSM_SUBSCRIPTIONS: other }, false],
    ['a node elsewhere', payload('activity-log'), { ...channel, OSM_SUBSCRIPTIONS: other }, false],
    ['no subscription at all', payload('metric'), { ...channel, OSM_SUBSCRIPTIONS: 'none' }, false],
    ['no target, but a cluster by label', payloadWith('prometheus', { alertTargetIDs: null }), alias, true],
    ['no target and no label', payloadWith('resource-health', { alertTargetIDs: null }), channel, false],
  ])('%s', (_name, body, settings, accepted) => {
    const received = receiveAlert(body, settings, now);

    expect(received.is).toBe(accepted ? 'accepted' : 'refused');
    if (received.is === 'refused') expect(received.status).toBe(404);
  });

  test('404 says what the alert names, in short', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `${elsewhere}${index}`);
    const body = payloadWith('metric', { alertTargetIDs: ids, configurationItems: [] });

    expect(receiveAlert(body, alias, now)).toEqual({
      is: 'refused',
      status: 404,
      says: `The alert names no cluster that osm-doctor watches. It names ${ids.slice(0, 3).join(', ')} and 6 more. To have it answered, add the cluster to OSM_CLUSTERS or its subscription to OSM_SUBSCRIPTIONS.`,
    });
  });
});

/** Texts of every kind and length, with what is dear in JSON and UTF-8. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 20 }).chain((text) => fc.constant(`${text}"\\`.repeat(500))),
  fc.constantFrom('語'.repeat(4_000), '\u0000'.repeat(3_000), '"'.repeat(5_000), '😀'.repeat(2_000)),
);
const anyId = anyText.map((text) => `/subscriptions/${subscription}/resourceGroups/${text.slice(0, 400)}`);

describe('for any input', () => {
  test('no JSON makes it throw', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(receiveAlert(body, env, now).is).toBe('refused');
      }),
    );
  });

  test('no essentials and no context make it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (essentials, alertContext) => {
        const given = typeof essentials === 'object' ? essentials : { alertRule: essentials };
        const parsed = JSON.parse(payload('prometheus'));
        const merged = { ...parsed.data.essentials, ...given };
        const body = { ...parsed, data: { essentials: merged, alertContext } };

        expect(['accepted', 'refused']).toContain(receiveAlert(JSON.stringify(body), env, now).is);
      }),
    );
  });

  test.each([
    ['three bytes each', '語'],
    ['escaped in JSON', '"'],
    ['four bytes each', '😀'],
  ])('the longest job that there is: characters of %s', (_name, character) => {
    const parsed = JSON.parse(payload('prometheus'));
    const id = `/subscriptions/${subscription}/resourceGroups/${character.repeat(400 / character.length)}`;
    const words = character.repeat(1_000 / character.length);
    const essentials = {
      ...parsed.data.essentials,
      alertTargetIDs: Array.from({ length: 30 }, (_, index) => `${id}${index}`),
      alertRule: words,
      description: words,
      monitoringService: words,
      signalType: words,
    };
    const labels = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index}${character.repeat(80)}`, words]),
    );
    const allOf = Array.from({ length: 12 }, () => ({ searchQuery: words, metricName: words }));
    const alertContext = { labels, condition: { allOf } };
    const body = JSON.stringify({ schemaId: parsed.schemaId, data: { essentials, alertContext } });
    const job = jobOf(receiveAlert(body, env, now));

    expect(Buffer.byteLength(JSON.stringify(job))).toBeGreaterThan(20 * 1_024);
    expect(Buffer.byteLength(JSON.stringify(job))).toBeLessThan(40 * 1_024);
  });

  test('a job stays under 40 KiB', () => {
    const many = { minLength: 0, maxLength: 80 };
    const pairs = fc.array(fc.tuple(anyText, anyText), many);
    fc.assert(
      fc.property(fc.array(anyId, many), pairs, anyText, pairs, (ids, labels, words, dimensions) => {
        const parsed = JSON.parse(payload('prometheus'));
        const essentials = {
          ...parsed.data.essentials,
          alertTargetIDs: [clusterId, ...ids],
          alertRule: `rule ${words}`,
          description: words,
          monitoringService: `Prometheus ${words}`,
          signalType: words,
        };
        const alertContext = {
          labels: Object.fromEntries(labels),
          annotations: { summary: words, description: words },
          expression: words,
          condition: {
            allOf: dimensions.map(([name, value]) => ({ metricName: name, dimensions: [{ name, value }] })),
          },
        };
        const body = JSON.stringify({ schemaId: parsed.schemaId, data: { essentials, alertContext } });
        const received = receiveAlert(body, env, now);

        if (Buffer.byteLength(body) > 256 * 1_024) expect(received).toMatchObject({ status: 413 });
        else {
          const job = jobOf(received);
          expect(Buffer.byteLength(JSON.stringify(job))).toBeLessThan(40 * 1_024);
          expect(job.alert.targets.length).toBeLessThanOrEqual(50);
          expect(Object.keys(job.alert.labels).length).toBeLessThanOrEqual(40);
          expect(JSON.stringify(job)).not.toMatch(/\\u00[01]|\\u202e|\\ud[89a-f]/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
