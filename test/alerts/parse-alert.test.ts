import { describe, expect, test } from '@jest/globals';
import { readContext } from '../../src/alerts/alert-context.ts';
import { parseAlert } from '../../src/alerts/parse-alert.ts';
import { alertOf, clusterId, payloadWith, subscription } from './payload.ts';

const cluster = clusterId.toLowerCase();

describe('an alert, by the service that measured', () => {
  test('a platform metric', () => {
    expect(alertOf('metric')).toEqual({
      id: `/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts/aaaaaaaa-bb1b-cc2c-dd3d-eeeeee4e4e4e`,
      rule: 'OSM injector pods not ready',
      severity: 'Sev1',
      condition: 'Fired',
      service: 'Platform',
      signal: 'Metric',
      firedAt: '2026-11-22T11:58:24.371Z',
      description: "Pods of the mesh's control plane are not ready",
      targets: [expect.stringMatching(new RegExp(`^${cluster}$`, 'i'))],
      measured: [
        'kube_pod_status_ready was 0, alert when < 1 (Average over 5 min), for namespace = kube-system, pod = osm-injector-6c7b9d5f4-x2x7k',
      ],
      labels: { namespace: 'kube-system', pod: 'osm-injector-6c7b9d5f4-x2x7k' },
    });
  });

  test('a log search: the resource that sent the data is a target too, links are not kept', () => {
    expect(alertOf('log-search')).toMatchObject({
      targets: [expect.stringContaining('/workspaces/logs'), cluster],
      measured: [
        'The number of rows was 3, alert when > 0 (Count over 10 min), for Namespace = shop',
        expect.stringContaining('Query: AKSAudit | where'),
      ],
      labels: { _ResourceId: cluster, Namespace: 'shop' },
    });
  });

  test('Prometheus', () => {
    expect(alertOf('prometheus')).toMatchObject({
      measured: [
        'Pod shop/cart-7d9f6b8c5d-vx8zq is crash looping',
        'Container envoy is in waiting state CrashLoopBackOff',
        'Value 1, for 15 min',
        expect.stringContaining('Expression: max_over_time('),
      ],
      labels: { cluster: 'aks-prod', namespace: 'shop', configurationItem: 'aks-prod' },
    });
  });

  test('Resource Health', () => {
    expect(alertOf('resource-health').measured).toEqual([
      'Some nodes are not ready',
      'Health: Degraded, before Available',
      'Cause: PlatformInitiated',
      'Operation: Microsoft.Resourcehealth/healthevent/Activated/action, Active',
    ]);
  });

  test('the activity log, without who did it', () => {
    expect(alertOf('activity-log').measured).toEqual([
      'Operation: Microsoft.Compute/virtualMachineScaleSets/restart/action, Succeeded',
    ]);
  });

  test('a resolved one tells when', () => {
    expect(alertOf('resolved')).toMatchObject({
      condition: 'Resolved',
      resolvedAt: '2026-11-22T12:05:16.224Z',
      measured: [expect.stringContaining('was 1, alert when < 1')],
    });
  });

  test.each<[string, Record<string, unknown>, readonly string[], Record<string, string>]>([
    [
      'a log search of the first version, over Application Insights',
      {
        SearchQuery: 'requests | where resultCode == "500"',
        ResultCount: 2,
        SearchIntervalInMinutes: '15',
        Threshold: 10000.0,
        Operator: 'Less Than',
        Dimensions: [{ name: 'IP', value: '1.1.1.1' }],
        LinkToSearchResults: 'https://portal.azure.com/',
        SearchResults: { tables: [{ rows: [['secret row']] }] },
      },
      ['2 rows found in 15 minutes, alert when < 10000', 'Query: requests | where resultCode == "500"'],
      { IP: '1.1.1.1' },
    ],
    [
      'Service Health',
      {
        operationName: 'Microsoft.ServiceHealth/maintenance/action',
        channels: 1,
        level: 3,
        status: 'Active',
        properties: {
          title: 'Maintenance',
          service: 'Azure Kubernetes Service',
          region: 'East US',
          communication: '<b>',
        },
      },
      [
        'Maintenance',
        'Service: Azure Kubernetes Service in East US',
        'Operation: Microsoft.ServiceHealth/maintenance/action, Active',
      ],
      {},
    ],
    [
      'smart detection',
      { DetectionSummary: 'Abnormal rise of failed requests', DetectedValue: '40 %', NormalValue: '1 %' },
      ['Abnormal rise of failed requests', 'Detected 40 %, normal is 1 %'],
      {},
    ],
    [
      'a dynamic threshold',
      {
        condition: {
          windowSize: 'P1D',
          allOf: [
            { metricName: 'Egress', operator: 'GreaterOrLessThan', threshold: '47658', metricValue: 50101 },
          ],
        },
      },
      ['Egress was 50101, alert when above or below 47658 (over P1D)'],
      {},
    ],
    ['a form that nobody knows', { surprise: { metricName: 'x' } }, [], {}],
  ])('%s', (_name, context, measured, labels) => {
    expect(readContext(context)).toEqual({ measured, labels });
  });
});

describe('what is kept of it', () => {
  test('at most 50 targets, 40 labels, 12 lines', () => {
    const ids = Array.from({ length: 90 }, (_, index) => `/subscriptions/s/resourceGroups/g${index}`);
    const parsed = parseAlert(payloadWith('metric', { alertTargetIDs: ids }));
    const labels = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`label${index}`, 'x']));
    const allOf = Array.from({ length: 90 }, () => ({ metricName: 'm' }));
    const context = readContext({ labels, condition: { allOf } });

    expect(parsed.is === 'alert' && parsed.alert.targets).toHaveLength(50);
    expect(Object.keys(context.labels)).toHaveLength(40);
    expect(context.labels).toMatchObject({ label0: 'x', label39: 'x' });
    expect(context.measured).toHaveLength(12);
  });

  test('one line without what cannot be seen', () => {
    const parsed = parseAlert(
      payloadWith('metric', { alertRule: 'a\u0000b\r\nc\u202ed <!channel> `x`', description: '\u200b' }),
    );

    expect(parsed).toMatchObject({ alert: { rule: 'a b c d <!channel> `x`' } });
    expect(parsed.is === 'alert' && 'description' in parsed.alert).toBe(false);
  });

  test('a label named like a property of every object is a label', () => {
    const labels = JSON.parse('{"__proto__":"x","constructor":"y"}');

    expect(Object.entries(readContext({ labels }).labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test('a time without a zone is UTC', () => {
    const parsed = parseAlert(payloadWith('metric', { firedDateTime: '2026-11-22T11:58:24' }));

    expect(parsed).toMatchObject({ alert: { firedAt: '2026-11-22T11:58:24.000Z' } });
  });
});
