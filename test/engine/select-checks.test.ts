import { describe, expect, test } from '@jest/globals';
import { selectChecks } from '../../src/engine/select-checks.ts';

const catalogue = [
  { id: 'OSM1002', name: 'controller-ready', area: 'control-plane' },
  { id: 'OSM2001', name: 'injector-webhook-present', area: 'admission' },
  { id: 'OSM2010', name: 'crd-conversion', area: 'admission' },
] as const;

describe('checks are selected', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], ['OSM1002', 'OSM2001', 'OSM2010']],
    [['OSM2001'], ['OSM2001']],
    [['osm2001'], ['OSM2001']],
    [['OSM2'], ['OSM2001', 'OSM2010']],
    [['OSM201'], ['OSM2010']],
    [['admission'], ['OSM2001', 'OSM2010']],
    [['Admission'], ['OSM2001', 'OSM2010']],
    [['crd-conversion'], ['OSM2010']],
    [
      ['OSM2010', 'control-plane'],
      ['OSM1002', 'OSM2010'],
    ],
    [
      ['OSM2', 'OSM2001'],
      ['OSM2001', 'OSM2010'],
    ],
  ])('by %j', (words, ids) => {
    const selection = selectChecks(catalogue, words);

    expect(selection.is === 'checks' && selection.checks.map(({ id }) => id)).toEqual(ids);
  });

  test.each<[readonly string[], readonly string[]]>([
    [['OSM3'], ['OSM3']],
    [
      ['OSM20010', 'xosm2', 'admission'],
      ['OSM20010', 'xosm2'],
    ],
    [['OSM'], ['OSM']],
    [['osm2x'], ['osm2x']],
    [['crd'], ['crd']],
    [[''], ['']],
  ])('not by %j: these name none', (words, unknown) => {
    expect(selectChecks(catalogue, words)).toEqual({ is: 'unknownWords', words: unknown });
  });
});
