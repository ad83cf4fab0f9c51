import { describe, expect, test } from '@jest/globals';
import type { AlertJob, CheckJob, TellJob } from '../../src/model/job.ts';
import { jobFailedMessage } from '../../src/present/job-failed-message.ts';
import { expectGolden } from './expect-golden.ts';
import { idOf } from './fleet-reports.ts';
import { messageText } from './message-text.ts';

const check: CheckJob = {
  version: 1,
  id: 'check 0f0e',
  askedAt: '2026-11-23T03:00:00Z',
  by: { is: 'person', user: 'U0ONCALL', team: 'T1', channel: 'C1' },
  do: 'check',
  cluster: 'prod-cluster',
  answerTo: { channel: 'C1' },
};

const alert: AlertJob = {
  version: 1,
  id: 'alert 0f0e',
  askedAt: '2026-11-23T03:00:00Z',
  by: { is: 'alert', rule: 'Injector down' },
  do: 'alert',
  alert: {
    id: '/subscriptions/x/alerts/1',
    rule: 'Injector down',
    severity: 'Sev1',
    condition: 'Fired',
    service: 'Prometheus',
    signal: 'Metric',
    firedAt: '2026-11-23T02:59:00Z',
    targets: [idOf('aks-prod')],
    measured: [],
    labels: {},
  },
};

describe('a job that failed for good', () => {
  test('as it looks', () => {
    expectGolden('message-job-failed', messageText(jobFailedMessage(check)));
  });

  test.each<[string, CheckJob | AlertJob, string]>([
    [
      'what was asked for, to type again',
      { ...check, only: ['admission'], namespace: 'shop' },
      'Try again: `/osm check prod-cluster admission -n shop`',
    ],
    ['the cluster of an alert', alert, 'Try again: `/osm check aks-prod`'],
    [
      'an alert on something else',
      { ...alert, alert: { ...alert.alert, targets: ['/subscriptions/x'] } },
      'Try again: `/osm check CLUSTER`',
    ],
    ['the alert', alert, 'The alert Injector down came at 2026-11-23 03:00 UTC and was to be answered.'],
  ])('names %s', (_name, job, words) => {
    expect(messageText(jobFailedMessage(job))).toContain(words);
  });

  test.each<[TellJob['asked'], string]>([
    [{ is: 'clusters' }, '/osm clusters'],
    [{ is: 'namespaces', cluster: 'prod' }, '/osm namespaces prod'],
    [{ is: 'explain', topic: 'OSM2004' }, '/osm explain OSM2004'],
    [{ is: 'config', cluster: 'prod', key: 'a.b', value: 'true' }, '/osm config prod a.b true'],
    [{ is: 'config', cluster: 'prod' }, '/osm config prod'],
    [{ is: 'showAll', cluster: 'prod', only: ['mtls'], namespace: 'shop' }, '/osm check prod mtls -n shop'],
  ])('names the command of %j', (asked, command) => {
    const text = messageText(jobFailedMessage({ ...check, do: 'tell', asked }));

    expect(text).toContain(`Try again: \`${command}\``);
    expect(text).toContain(`${command} was asked for at`);
  });

  test('a check can be asked again by a click, with all its words; an alert cannot', () => {
    const buttons = (job: CheckJob | AlertJob) =>
      jobFailedMessage(job).parts.flatMap((part) => (part.is === 'buttons' ? part.buttons : []));

    expect(buttons({ ...check, only: ['admission'], namespace: 'shop' })).toEqual([
      { does: 'checkAgain', label: 'Check again', value: 'prod-cluster admission -n shop' },
    ]);
    expect(buttons(alert)).toEqual([]);
  });

  test('is unknown, not healthy', () => {
    expect(jobFailedMessage(check).tone).toBe('unknown');
    expect(jobFailedMessage({ ...check, cluster: 'x'.repeat(500) }).summary.length).toBeLessThanOrEqual(150);
  });
});
