import { describe, expect, test } from '@jest/globals';
import { compareBuilds } from '../../src/osm/images.ts';

const envoy = 'mcr.microsoft.com/oss/envoyproxy/envoy';
const mirrored = 'contoso.azurecr.io:5000/mirror/envoy';
const [a, b] = ['sha256:aa', 'sha256:bb'];

describe('compareBuilds', () => {
  test.each([
    [`${envoy}:v1.25.8`, `${envoy}:v1.25.8`, 'same'],
    [`${envoy}:v1.25.8`, `${envoy}:v1.26.7`, 'different'],
    [`${envoy}:v1.25.8`, `${mirrored}:v1.25.8`, 'same'],
    [`${envoy}:v1.25.8@${a}`, `${envoy}:v1.25.8`, 'same'],
    [`${envoy}:v1.25.8@${a}`, `${envoy}:v1.25.8@${b}`, 'different'],
    [`${envoy}:v1.25.8@${a}`, `${mirrored}:v1.26.7@${a}`, 'same'],
    [`${envoy}@${a}`, `${mirrored}@${a}`, 'same'],
    [`${envoy}@${a}`, `${envoy}@${b}`, 'different'],
    [`${envoy}@${a}`, `${envoy}:v1.25.8`, 'undecided'],
    [`${envoy}@${a}`, envoy, 'undecided'],
    [envoy, envoy, 'same'],
    [envoy, mirrored, 'different'],
    [envoy, `${envoy}:v1.25.8`, 'different'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(compareBuilds(left, right)).toBe(expected);
    expect(compareBuilds(right, left)).toBe(expected);
  });
});
