import { expect, test } from '@jest/globals';
import {
  addOnList,
  addOnReleases,
  istioList,
  istioSupport,
  kubernetesList,
  kubernetesSupport,
  newestAddOn,
  whyTooOld,
} from '../../src/osm/dated-facts.ts';
import { compareVersions, parseOsmVersion } from '../../src/osm/versions.ts';

test('the lists are in order, and every day is a day', () => {
  const days = [
    ...kubernetesSupport.flatMap(({ lastDay, lastDayLongTerm }) => [lastDay, lastDayLongTerm]),
    ...istioSupport.map(({ lastDay }) => lastDay),
  ];
  const minors = kubernetesSupport.map(({ minor }) => minor);
  const ends = istioSupport.map(({ lastDay }) => lastDay);

  expect(days.filter((day) => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)).toEqual([]);
  expect(minors).toEqual(minors.map((_, index) => (minors[0] ?? 0) + index));
  expect(kubernetesSupport.filter((one) => one.lastDay >= one.lastDayLongTerm)).toEqual([]);
  expect(ends).toEqual([...ends].sort());
});

test('releases of the add-on rise with Kubernetes, up to the newest', () => {
  const releases = [...addOnReleases.map(({ osm }) => osm), newestAddOn].map(parseOsmVersion);
  const falls = releases.filter((release, index) => {
    const next = releases[index + 1];
    return release === undefined || (next !== undefined && compareVersions(release, next) > 0);
  });

  expect(falls).toEqual([]);
});

test.each([addOnList, kubernetesList, istioList])('$of: believed for half a year', (list) => {
  expect(whyTooOld(list, new Date('2027-02-17T00:00:00Z'))).toBeUndefined();
  expect(whyTooOld(list, new Date('2027-02-17T00:00:01Z'))?.unknown).toMatch(
    /^The list of .* in this tool is of 2026-08-21, too old to judge by: look at .*\.$/,
  );
  expect(whyTooOld(list, new Date('2020-01-01T00:00:00Z'))).toBeUndefined();
});
