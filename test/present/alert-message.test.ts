import { describe, expect, test } from '@jest/globals';
import { findingsOfAlert } from '../../src/alerts/findings-of-alert.ts';
import type { Alert, AlertAnswer } from '../../src/model/alert.ts';
import type { AccessProblem, FleetCluster } from '../../src/model/fleet.ts';
import type { Line, Message, Part, Threaded } from '../../src/model/message.ts';
import type { Remedy } from '../../src/model/remedy.ts';
import type { Finding, Report, Result } from '../../src/model/report.ts';
import { alertMessages } from '../../src/present/alert-message.ts';
import { headline } from '../../src/present/words.ts';
import { alertOf, clusterId } from '../alerts/payload.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';

const now = new Date('2026-11-22T12:03:40Z');
const prod: FleetCluster = { name: 'aks-prod', resourceId: clusterId };
const healthy = judge(seenIn({ name: '' }));
const down = judge(seenIn({ name: '', cluster: 'injector-down' }));
const explains = findingsOfAlert(alertOf('metric'), down).explaining.length;
const found = headline(down).replace('FAILING: ', '');

function judged(alert: Alert, report: Report, name = 'aks-prod'): AlertAnswer {
  return { cluster: { ...prod, name }, report, explained: findingsOfAlert(alert, report) };
}

function answered(alert: Alert, answers: readonly AlertAnswer[], leftOut = 0): Threaded {
  return alertMessages({ alert, answers, leftOut, now });
}

/** What stands in the channel and below it what stands in the thread, as plain lines. */
function plainly({ parent, details }: Threaded): string {
  return [parent, ...(details === undefined ? [] : [details])].map(messageLines).join('\n== thread\n');
}

function messageLines({ tone, summary, parts }: Message): string {
  return [`[${tone}] ${summary}`, ...parts.flatMap(partLines)].join('\n');
}

function partLines(part: Part): readonly string[] {
  switch (part.is) {
    case 'heading':
      return [`# ${part.text}`];
    case 'paragraph':
      return part.lines.map(lineText);
    case 'note':
      return part.lines.map((line) => `(${lineText(line)})`);
    case 'list':
      return part.items.map((line) => `- ${lineText(line)}`);
    case 'command':
      return [`$ ${part.text}`];
    default:
      return [`--- ${part.is}`];
  }
}

function lineText(line: Line): string {
  return line.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

const stopped: AccessProblem = {
  reason: 'stopped',
  says: 'The cluster is stopped.',
  todo: 'Start it, then check again.',
  command: 'az aks start --name aks-prod --resource-group mesh',
  passing: false,
};

describe('alerts as they are answered', () => {
  test('fired: the injector is down', () => {
    const alert = alertOf('metric');
    const summary = `Sev1 alert: OSM injector pods not ready. aks-prod is FAILING. CRITICAL: osm-injector has 0 of 2 replicas ready; this and ${explains - 1} more findings may explain the alert.`;

    expect(plainly(answered(alert, [judged(alert, down)])).split('\n')).toEqual([
      `[failing] ${summary}`,
      '# Alert: OSM injector pods not ready',
      `aks-prod FAILING: ${found}. CRITICAL: osm-injector has 0 of 2 replicas ready; this and ${explains - 1} more findings may explain the alert.`,
      '(Sev1 (ERROR) · Platform · fired 2026-11-22 11:58 UTC, 5 minutes ago)',
      "(Pods of the mesh's control plane are not ready)",
      '(kube_pod_status_ready was 0, alert when < 1 (Average over 5 min), for namespace = kube-system, pod = osm-injector-6c7b9d5f4-x2x7k)',
      '== thread',
      `[neutral] ${summary}`,
      '# Details',
      `aks-prod FAILING: ${found}`,
      `${explains} findings may explain the alert.`,
      'CRITICAL Deployment kube-system/osm-injector: osm-injector has 0 of 2 replicas ready.',
      'The alert names osm-injector-6c7b9d5f4-x2x7k, which belongs to Deployment kube-system/osm-injector. (OSM1003)',
      '→ See its conditions and events:',
      '$ kubectl describe deployment osm-injector -n kube-system',
      'ERROR Deployment kube-system/osm-injector: Container osm-injector of pod osm-injector-qx69dhrf5v-dtcv7 is in CrashLoopBackOff, restarted 14 times, last end OOMKilled (2 pods of osm-injector do so).',
      'The alert names osm-injector-6c7b9d5f4-x2x7k, which belongs to Deployment kube-system/osm-injector. (OSM1006)',
      '→ See what it logged before it ended:',
      '$ kubectl logs osm-injector-qx69dhrf5v-dtcv7 -n kube-system -c osm-injector --previous --tail=100',
      'CRITICAL Service kube-system/osm-injector: Service osm-injector has 0 ready endpoints and 2 that are not ready: nobody reaches osm-injector through it.',
      'The alert speaks of pods that restart or are not ready; findings in control-plane can cause that. (OSM1011)',
      '→ See its endpoints:',
      '$ kubectl get endpointslices -n kube-system -l kubernetes.io/service-name=osm-injector',
      `(${explains - 3} more may explain it.)`,
      '(Type /osm check aks-prod for all that was checked.)',
    ]);
  });

  test('resolved, and what explains it is still there', () => {
    const alert = alertOf('resolved');
    const left = `Still there: CRITICAL osm-injector has 0 of 2 replicas ready; this and ${explains - 1} more findings may bring it back.`;
    const summary = `Resolved: OSM injector pods not ready. aks-prod is FAILING. ${left}`;

    expect(plainly(answered(alert, [judged(alert, down)])).split('\n')).toEqual([
      `[failing] ${summary}`,
      '# Resolved: OSM injector pods not ready',
      `aks-prod FAILING: ${found}. ${left}`,
      '(Sev1 (ERROR) · Platform · fired 2026-11-22 11:58 UTC · resolved 2026-11-22 12:05 UTC)',
      '== thread',
      `[neutral] ${summary}`,
      '# Resolved, and what is left',
      `aks-prod FAILING: ${found}`,
      `${explains} findings that may explain it are still there, so it may come back.`,
      '- CRITICAL Deployment kube-system/osm-injector: osm-injector has 0 of 2 replicas ready.',
      '- ERROR Deployment kube-system/osm-injector: Container osm-injector of pod osm-injector-qx69dhrf5v-dtcv7 is in CrashLoopBackOff, restarted 14 times, last end OOMKilled (2 pods of osm-injector do so).',
      '- CRITICAL Service kube-system/osm-injector: Service osm-injector has 0 ready endpoints and 2 that are not ready: nobody reaches osm-injector through it.',
      `- and ${explains - 3} more`,
      '(Type /osm check aks-prod for all that was checked.)',
    ]);
  });

  test('resolved, and nothing is left: there is no thread', () => {
    const alert = alertOf('resolved');

    expect(plainly(answered(alert, [judged(alert, healthy)])).split('\n')).toEqual([
      '[healthy] Resolved: OSM injector pods not ready. aks-prod is HEALTHY. No finding would explain it now.',
      '# Resolved: OSM injector pods not ready',
      `aks-prod ${headline(healthy)}. No finding would explain it now.`,
      '(Sev1 (ERROR) · Platform · fired 2026-11-22 11:58 UTC · resolved 2026-11-22 12:05 UTC)',
      '(Type /osm check aks-prod for all that was checked.)',
    ]);
  });
});

/** A healthy cluster but for one finding, with this remedy. */
function withRemedy(remedy: Partial<Remedy>): Report {
  const finding: Finding = {
    problem: 'odd',
    severity: 'error',
    on: { kind: 'Deployment', namespace: 'kube-system', name: 'osm-injector' },
    says: 'Odd.',
    fingerprint: '0123456789abcdef',
    remedies: [
      {
        does: 'Restart it',
        risk: 'restartsPods',
        command: 'kubectl rollout restart deployment/osm-injector -n kube-system',
        takesEffect: 'atOnce',
        proof: { by: 'none', because: 'Nobody asked.' },
        ...remedy,
      },
    ],
  };
  const results = healthy.results.map(
    (result): Result =>
      result.id === 'OSM1003' ? { ...result, outcome: { is: 'failed', findings: [finding] } } : result,
  );
  return { ...healthy, state: 'failing', results };
}

test('what the channel is told when it is resolved does not send anybody to look elsewhere', () => {
  const alert = alertOf('resolved');
  const told = (report: Report) => plainly({ parent: answered(alert, [judged(alert, report)]).parent });

  expect(told(healthy)).toMatch(/ judged; \d+ notes\. No finding would explain it now\.$/m);
  expect(told(down)).toMatch(/ \d+ more findings may bring it back\.$/m);
  expect(told(down)).not.toContain('look elsewhere');
});

describe('the first command', () => {
  const alert = alertOf('metric');
  const shown = (remedy: Partial<Remedy>) => plainly(answered(alert, [judged(alert, withRemedy(remedy))]));

  test('with its reach, its proof and its undo', () => {
    const proof = { by: 'dryRun', at: '2026-11-22T12:02:00Z', changed: [] } as const;

    expect(shown({ proof, undo: 'kubectl rollout undo deployment/osm-injector' })).toContain(
      [
        '→ Restart it (restarts pods):',
        '$ kubectl rollout restart deployment/osm-injector -n kube-system',
        'Accepted by the API server in a dry run at 12:02 UTC.',
        '← To take it back:',
        '$ kubectl rollout undo deployment/osm-injector',
      ].join('\n'),
    );
  });

  test('that is not proven says so', () => {
    expect(shown({})).toContain('\nNot proven: Nobody asked.\n');
  });

  test('that could not be copied is not shown', () => {
    const text = shown({ command: 'kubectl get "a\u001b[31m"' });

    expect(text).toContain('A command is not shown here: it holds characters that cannot be seen or copied.');
    expect(text).not.toContain('kubectl get');
  });
});

describe('clusters that could not be read', () => {
  test('fired: why, and what to do about it', () => {
    const text = plainly(answered(alertOf('metric'), [{ cluster: prod, problem: stopped }]));

    expect(text).toMatch(/^\[unknown\] Sev1 alert: .*aks-prod could not be read\.$/m);
    expect(text).toContain(
      'aks-prod could not be read: The cluster is stopped.\nStart it, then check again.\n$ az aks start',
    );
  });

  test('resolved: the same in short', () => {
    const text = plainly(answered(alertOf('resolved'), [{ cluster: prod, problem: stopped }]));

    expect(text).toContain(
      'aks-prod could not be read: The cluster is stopped.\nStart it, then check again.\n',
    );
    expect(text).not.toContain('az aks start');
  });
});

describe('what else it says', () => {
  const alert = alertOf('prometheus');

  test('a healthy mesh is an answer', () => {
    const text = plainly(answered(alert, [judged(alert, healthy)]));

    expect(text).toContain('aks-prod is HEALTHY. The mesh was judged healthy at 12:00 UTC');
    expect(text).not.toContain('== thread');
    expect(text).toContain('The mesh was judged healthy at 12:00 UTC: look elsewhere for the cause.');
  });

  test('what could not be looked at stands beside the verdict', () => {
    const blind = judge(withoutRight(seenIn({ name: '' }), 'pods'));
    const resolved = { ...alert, condition: 'Resolved' } as const;

    for (const each of [alert, resolved]) {
      expect(plainly(answered(each, [judged(each, blind)]))).toMatch(/\n.*could not look, so the cause may/);
    }
  });

  test('clusters left out are counted, and the worst state is the tone', () => {
    const { parent: message, ...thread } = answered(
      alert,
      [judged(alert, healthy), judged(alert, down, 'aks-two')],
      3,
    );

    expect(message.tone).toBe('failing');
    expect(message.summary).toMatch(
      /aks-prod is HEALTHY\. .*aks-two is FAILING\. .*\. 3 more clusters not judged\.$/,
    );
    const text = plainly({ parent: message, ...thread });
    expect(text).toContain('The alert is about 3 more clusters, which are not judged here.');
    expect(text).toContain('Type /osm check aks-prod, /osm check aks-two for');
  });

  test('a cluster that was not judged is not told as healthy', () => {
    expect(answered(alert, [judged(alert, healthy)], 1).parent.tone).toBe('unknown');
    expect(answered(alert, [judged(alert, healthy)], 0).parent.tone).toBe('healthy');
  });

  test('five broken clusters make no more parts than a chat shows', () => {
    const metric = alertOf('metric');
    const report = withRemedy({ undo: 'kubectl rollout undo deployment/osm-injector' });
    const parts = [1, 2, 3, 5].map((clusters) => {
      const names = Array.from({ length: clusters }, (_, index) => `aks-${index}`);
      const located = { ...report.cluster, resourceId: clusterId };
      const many = { ...report, cluster: located, results: [...report.results, ...down.results] };
      return answered(
        metric,
        names.map((name) => judged(metric, many, name)),
        1,
      ).details?.parts.length;
    });

    expect(Math.max(...parts.map((number) => number ?? 50))).toBeLessThan(50);
  });

  test('on several clusters a command stands once, and each says to which cluster it goes', () => {
    const metric = alertOf('metric');
    const on = (name: string): AlertAnswer => {
      const resourceId = `${clusterId}-${name}`;
      return judged(metric, { ...down, cluster: { ...down.cluster, resourceId } }, name);
    };
    const text = plainly(answered(metric, [on('one'), on('two')]));
    const commands = text.match(/^\$ .*$/gm) ?? [];

    expect(commands.filter((command) => command.includes('get-credentials'))).toHaveLength(2);
    expect(new Set(commands).size).toBe(commands.length);
    expect(text.match(/: the same command as above\.$/gm)).toHaveLength(3);
    expect(text.lastIndexOf('get-credentials')).toBeLessThan(text.indexOf('the same command as above'));
  });

  test('the worst finding is named, though a lesser one fits better', () => {
    const metric = alertOf('metric');
    const { report, explained, cluster } = judged(metric, down) as Extract<AlertAnswer, { report: Report }>;
    const turned = { ...explained, explaining: explained.explaining.toReversed() };

    expect(explained.explaining.map(({ finding }) => finding.severity)).toContain('error');
    expect(answered(metric, [{ cluster, report, explained: turned }]).parent.summary).toContain(
      '. CRITICAL: ',
    );
  });

  test('the thread repeats neither heading nor facts', () => {
    const metric = alertOf('metric');
    const { parent, details } = answered(metric, [judged(metric, down)]);

    for (const part of parent.parts) expect(details?.parts).not.toContainEqual(part);
  });

  test('commands say to which cluster they go', () => {
    const metric = alertOf('metric');
    const report = { ...down, cluster: { ...down.cluster, resourceId: clusterId } };

    expect(plainly(answered(metric, [judged(metric, report)]))).toContain('$ az aks get-credentials ');
    expect(plainly(answered(metric, [judged(metric, healthy)]))).not.toContain('get-credentials');
  });

  test('hostile words of the alert stay data', () => {
    const hostile = { ...alert, rule: '<!channel> `x` *y*', measured: ['a\u001b[31m\u202eb'] };

    expect(plainly(answered(hostile, []))).toContain('\n(a\\u001b[31m\\u202eb)\n');
    expect(answered(hostile, []).parent.parts[0]).toEqual({
      is: 'heading',
      text: 'Alert: <!channel> `x` *y*',
    });
  });
});
