import { compareReports } from '../../src/engine/compare-reports.ts';
import { partOf } from '../../src/engine/summarise.ts';
import type { RoundPart } from '../../src/model/digest.ts';
import { digestMessages } from '../../src/present/digest-message.ts';
import type { Preview } from './preview.ts';
import { idOf, reportOf } from './reports.ts';

const now = new Date('2026-11-23T07:15:01Z');

/** Fifty clusters. */
const fleet = Array.from({ length: 50 }, (_, place) => `aks-${String(place + 1).padStart(3, '0')}`);

/** What is posted each morning. */
export function digestPreviews(): Preview[] {
  return [
    {
      name: 'digest-quiet',
      story: 'Nothing has changed since yesterday.',
      seenBy: 'channel',
      ...digest(fleet.map((name, place) => judged(name, place < 5 ? 'half-configured' : 'healthy-1.2.4'))),
    },
    {
      name: 'digest-busy',
      story: 'Three clusters became worse, three could not be read, one did not answer.',
      seenBy: 'channel',
      ...digest(fleet.flatMap((name, place) => busyPart(name, place))),
    },
  ];
}

function digest(parts: readonly RoundPart[]) {
  const round = {
    id: '2026-11-23T07:00:00.000Z',
    openedAt: '2026-11-23T07:00:02.000Z',
    deadline: '2026-11-23T07:15:00.000Z',
    channel: 'C0OPS',
    clusters: fleet.map(clusterOf),
    problems: [],
  };
  return digestMessages({ round, parts, now });
}

function busyPart(name: string, place: number): RoundPart[] {
  if (place < 2) return [judged(name, 'injector-down', 'healthy-1.2.4')];
  if (place === 2) return [judged(name, 'badly-broken', 'injector-down')];
  if (place === 3) return [judged(name, 'half-configured')];
  if (place === 4) return [partOf(clusterOf(name), reportOf('ca-expiring', 'x'), undefined)];
  if (place < 7)
    return [
      unread(
        name,
        `${name} is stopped, so nothing runs in it and nothing can be read.`,
        'Start it when it is wanted.',
      ),
    ];
  if (place === 7)
    return [
      unread(
        name,
        `The API server of ${name} gave no usable answer, though Azure says that the cluster runs.`,
        'Ask again in some minutes.',
      ),
    ];
  if (place === 8) return [];
  return [judged(name, 'healthy-1.2.4', place === 9 ? 'half-configured' : 'healthy-1.2.4')];
}

function clusterOf(name: string) {
  return { name, resourceId: idOf(name) };
}

/** The part of a cluster that was judged before. */
function judged(name: string, is: string, was = is): RoundPart {
  const report = reportOf(is, 'x');
  const before = { ...reportOf(was, 'x'), takenAt: '2026-11-22T07:00:00.000Z' };
  return partOf(clusterOf(name), report, compareReports(before, report));
}

function unread(name: string, says: string, todo: string): RoundPart {
  return { cluster: clusterOf(name), is: 'unread', says, todo };
}
