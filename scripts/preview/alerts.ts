import { findingsOfAlert } from '../../src/alerts/findings-of-alert.ts';
import type { Alert, AlertAnswer } from '../../src/model/alert.ts';
import type { Report } from '../../src/model/report.ts';
import { alertMessages } from '../../src/present/alert-message.ts';
import { alertOf, clusterId } from '../../test/alerts/payload.ts';
import type { Preview } from './preview.ts';
import { reportOf } from './reports.ts';

/** Answers to alerts of Azure Monitor. */
export function alertPreviews(): Preview[] {
  const fired = alertOf('metric');
  const resolved = alertOf('resolved');
  const down = { ...reportOf('injector-down', 'aks-prod'), takenAt: '2026-11-22T12:03:10Z' };
  const healthy = { ...reportOf('healthy-1.2.4', 'aks-prod'), takenAt: '2026-11-22T12:06:10Z' };
  const stillDown = { ...down, takenAt: '2026-11-22T12:06:10Z' };
  return [
    {
      name: 'alert-fired',
      story: 'An alert fired, and the mesh explains it: the injector is down.',
      seenBy: 'channel',
      ...alertMessages({
        alert: fired,
        answers: [judged(fired, down)],
        leftOut: 0,
        now: new Date('2026-11-22T12:03:40Z'),
      }),
    },
    {
      name: 'alert-resolved',
      story: 'The same alert is resolved, and nothing that would explain it is left.',
      seenBy: 'channel',
      ...alertMessages({
        alert: resolved,
        answers: [judged(resolved, healthy)],
        leftOut: 0,
        now: new Date('2026-11-22T12:06:40Z'),
      }),
    },
    {
      name: 'alert-resolved-too-early',
      story: 'The alert is resolved, but what explains it is still there.',
      seenBy: 'channel',
      ...alertMessages({
        alert: resolved,
        answers: [judged(resolved, stillDown)],
        leftOut: 0,
        now: new Date('2026-11-22T12:06:40Z'),
      }),
    },
  ];
}

function judged(alert: Alert, report: Report): AlertAnswer {
  return {
    cluster: { name: 'aks-prod', resourceId: clusterId },
    report,
    explained: findingsOfAlert(alert, report),
  };
}
