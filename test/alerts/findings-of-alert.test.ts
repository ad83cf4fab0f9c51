import { describe, expect, test } from '@jest/globals';
import { topicsOf } from '../../src/alerts/alert-topics.ts';
import { findingsOfAlert } from '../../src/alerts/findings-of-alert.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { Area, Severity } from '../../src/model/check.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { ObjectRef } from '../../src/model/remedy.ts';
import type { Outcome, Report, Result } from '../../src/model/report.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';
import { alertOf } from './payload.ts';

const healthy = judge(seenIn({ name: '' }));

function result(area: Area, outcome: Outcome, id = 'OSM1999'): Result {
  const title = 'All is well';
  return { id, name: 'trial', area, severity: 'error', title, failTitle: 'Not well', outcome };
}

function failing(area: Area, on: ObjectRef, severity: Severity = 'error'): Result {
  const finding = { problem: 'odd', severity, on, says: 'Odd.', fingerprint: nameOf(on), remedies: [] };
  return result(area, { is: 'failed', findings: [finding] });
}

function report(...results: readonly Result[]): Report {
  return { ...healthy, takenAt: '2026-11-22T12:03:09.000Z', state: 'failing', results };
}

/** An alert that speaks of nothing but what is given. */
function alert(changes: Partial<Alert>): Alert {
  const { description: _, ...bare } = alertOf('metric');
  return { ...bare, rule: 'Rule', measured: [], labels: {}, ...changes };
}

const cart: ObjectRef = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
const longCart: ObjectRef = { kind: 'Deployment', namespace: 'shop', name: 'cart-api' };

describe('by object', () => {
  test.each<[string, ObjectRef, Partial<Alert>, string | undefined]>([
    ['the workload', cart, { labels: { namespace: 'shop', deployment: 'cart' } }, 'object'],
    ['letters do not matter', cart, { labels: { Namespace: 'Shop', ControllerName: 'CART' } }, 'object'],
    ['a pod of it', cart, { labels: { namespace: 'shop', pod: 'cart-7d9f6b8c5d-vx8zq' } }, 'object'],
    [
      'a pod of a longer name',
      cart,
      { labels: { namespace: 'shop', pod: 'cart-api-7d9f6b8c5d-vx8zq' } },
      undefined,
    ],
    ['the same name elsewhere', cart, { labels: { namespace: 'other', deployment: 'cart' } }, undefined],
    ['a name without a namespace', cart, { labels: { pod: 'cart-7d9f6b8c5d-vx8zq' } }, 'object'],
    ['a pod of a StatefulSet', { ...cart, kind: 'StatefulSet' }, { labels: { pod: 'cart-12' } }, 'object'],
    ['a pod of a DaemonSet', { ...cart, kind: 'DaemonSet' }, { labels: { podName: 'cart-x2x7k' } }, 'object'],
    ['namespace and name in its text', cart, { description: 'Pods of shop/cart die.' }, 'object'],
    ['a plain word is no name', cart, { description: 'The cart is slow.' }, undefined],
    ['a name with a hyphen in its text', longCart, { rule: 'alert for cart-api' }, 'object'],
    ['a part of a name', longCart, { rule: 'alert for my-cart-api' }, undefined],
    ['the namespace', { kind: 'Namespace', name: 'shop' }, { labels: { namespace: 'shop' } }, 'namespace'],
    ['its namespace', cart, { labels: { exported_namespace: 'shop' } }, 'namespace'],
    ['beside another workload', cart, { labels: { namespace: 'shop', pod: 'web-x2x7k' } }, undefined],
    [
      'the namespace around a pod',
      { kind: 'Namespace', name: 'shop' },
      { labels: { namespace: 'shop', pod: 'web-0' } },
      'namespace',
    ],
    [
      'a namespace that all share',
      { ...cart, namespace: 'kube-system' },
      { labels: { namespace: 'kube-system' } },
      undefined,
    ],
    ['what exported the metric', cart, { labels: { job: 'cart', service: 'cart' } }, undefined],
  ])('%s', (_name, on, changes, by) => {
    const { explaining } = findingsOfAlert(alert(changes), report(failing('tool', on)));

    expect(explaining.map((one) => one.by)).toEqual(by === undefined ? [] : [by]);
  });

  test('says what was named', () => {
    const labels = { namespace: 'shop', pod: 'cart-7d9f6b8c5d-vx8zq' };
    const { explaining } = findingsOfAlert(alert({ labels }), report(failing('tool', cart)));

    expect(explaining[0]?.because).toBe(
      'The alert names cart-7d9f6b8c5d-vx8zq, which belongs to Deployment shop/cart.',
    );
  });
});

describe('by area', () => {
  test.each<[string, readonly string[]]>([
    ['KubePodCrashLooping', ['pods that restart or are not ready']],
    ['restarting_container_count', ['pods that restart or are not ready']],
    ['Container OOMKilled', ['pods that restart or are not ready']],
    ['kube_pod_status_ready', ['pods that restart or are not ready']],
    ['KubeletClientCertificateExpiration', ['certificates and TLS']],
    ['x509: certificate has expired', ['certificates and TLS']],
    ['failed calling webhook', ['admission and the API server']],
    ['apiserver_current_inflight_requests', ['admission and the API server']],
    ['HTTP 503 rate', ['failing requests']],
    ['envoy_cluster_upstream_rq_5xx', ['failing requests']],
    ['node_cpu_usage_percentage', ['nodes, CPU and memory']],
    ['Titles of subtlety', []],
    ['Egress of the storage account', []],
  ])('%s', (rule, expected) => {
    expect(topicsOf(alert({ rule })).map(({ name }) => name)).toEqual(expected);
  });

  test('measured lines and labels count, ids do not', () => {
    expect(topicsOf(alert({ measured: ['Container waits: CrashLoopBackOff'] }))).toHaveLength(1);
    expect(topicsOf(alert({ labels: { reason: 'OOMKilled' } }))).toHaveLength(1);
    expect(topicsOf(alert({ labels: { id: '/subscriptions/cpu/resourceGroups/webhook' } }))).toEqual([]);
  });

  test('a long hostile text is searched quickly enough', () => {
    expect(
      topicsOf(alert({ rule: 'pod '.repeat(50), measured: Array(12).fill('pods '.repeat(60)) })),
    ).toEqual([]);
  });
});

test('objects before namespaces before areas, and the worst first', () => {
  const found = report(
    failing('control-plane', { kind: 'Deployment', namespace: 'mesh', name: 'warned' }, 'warning'),
    failing('control-plane', { kind: 'Deployment', namespace: 'mesh', name: 'broken' }, 'critical'),
    failing('tool', { kind: 'Namespace', name: 'shop' }, 'critical'),
    failing('tool', cart, 'warning'),
    failing('mesh-config', { kind: 'MeshConfig', name: 'elsewhere' }, 'critical'),
    failing('tool', cart, 'info'),
  );
  const labels = { namespace: 'shop', deployment: 'cart' };
  const { explaining, others, says } = findingsOfAlert(alert({ rule: 'restarts', labels }), found);

  expect(explaining.map(({ finding }) => finding.on.name)).toEqual(['cart', 'shop', 'broken', 'warned']);
  expect(others).toBe(1);
  expect(says).toBe('4 findings may explain the alert.');
});

describe('what it says', () => {
  const unread = { is: 'unknown', because: [{ reason: 'forbidden', detail: 'May not list pods.' }] } as const;
  const restarts = alert({ rule: 'restarts' });

  test.each<[string, Report, string]>([
    ['one fits', report(failing('control-plane', cart)), 'One finding may explain the alert.'],
    ['none fits', report(failing('mesh-config', cart)), 'None of the findings explains this alert.'],
    [
      'only notes',
      report(failing('control-plane', cart, 'info')),
      'The mesh was judged healthy at 12:03 UTC: look elsewhere for the cause.',
    ],
    ['healthy', report(), 'The mesh was judged healthy at 12:03 UTC: look elsewhere for the cause.'],
    [
      'could not look where the cause may lie',
      report(result('control-plane', unread, 'OSM1006'), result('mesh-config', unread, 'OSM4001')),
      'Nothing was found at 12:03 UTC. OSM1006 could not look, so the cause may stand there: May not list pods.',
    ],
    [
      'could not look elsewhere',
      report(failing('mesh-config', cart), result('mesh-config', unread), result('policy', unread)),
      'None of the findings explains this alert. 2 checks could not look, so the cause may stand there: May not list pods.',
    ],
    [
      'a check broke',
      report(result('injection', { is: 'broken', error: 'TypeError' }, 'OSM5001')),
      'Nothing was found at 12:03 UTC. OSM5001 could not look, so the cause may stand there: OSM5001 broke, which is a mistake in osm-doctor.',
    ],
  ])('%s', (_name, given, says) => {
    const explained = findingsOfAlert(restarts, given);

    expect([explained.says, explained.unseen].filter(Boolean).join(' ')).toBe(says);
  });
});

describe('with the whole catalogue', () => {
  test('the injector that is down explains its alert', () => {
    const down = judge(seenIn({ name: '', cluster: 'injector-down' }));
    const [first] = findingsOfAlert(alertOf('metric'), down).explaining;

    expect(first).toMatchObject({ result: { id: 'OSM1003' }, by: 'object' });
    expect(first && nameOf(first.finding.on)).toBe('Deployment kube-system/osm-injector');
  });

  test('a healthy mesh explains nothing', () => {
    expect(findingsOfAlert(alertOf('prometheus'), healthy)).toMatchObject({
      explaining: [],
      says: expect.stringContaining('The mesh was judged healthy'),
    });
  });

  test('without the right to read pods it does not say healthy', () => {
    const blind = judge(withoutRight(seenIn({ name: '' }), 'pods'));

    expect(findingsOfAlert(alertOf('prometheus'), blind)).toMatchObject({
      says: expect.not.stringContaining('healthy'),
      unseen: expect.stringMatching(/could not look.*may not read pods/),
    });
  });
});
