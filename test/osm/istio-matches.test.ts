import { describe, expect, test } from '@jest/globals';
import { istioForms, showForm } from '../../src/osm/istio-matches.ts';

describe("what Istio's AuthorizationPolicy has for a regular expression", () => {
  test.each<[string, readonly string[]]>([
    ['/buy', ['/buy']],
    ['^/buy$', ['/buy']],
    ['/index.html', ['/index.html']],
    ['/v1\\.0\\-beta', ['/v1.0-beta']],
    ['\\/a\\/b', ['/a/b']],
    ['/price\\$', ['/price$']],
    ['/api/.*', ['/api/*']],
    ['.*\\.css', ['*.css']],
    ['.*', ['*']],
    ['.+', ['*']],
    ['/a|/b/.*', ['/a', '/b/*']],
    ['(/a|/b)', ['/a', '/b']],
    ['/(?:buy|sell)/books', ['/buy/books', '/sell/books']],
    ['/books/?', ['/books/', '/books']],
    ['/v1\\.?', ['/v1.', '/v1']],
    ['/api(/.*)?', ['/api/*', '/api']],
    ['/(a|b)/(c|d)', ['/a/c', '/a/d', '/b/c', '/b/d']],
    ['/a\\(b\\)', ['/a(b)']],
  ])('%s: %j', (regex, expected) => {
    expect(istioForms(regex)?.map(showForm)).toEqual(expected);
  });

  test.each([
    '/books/[0-9]+',
    '/books/\\d',
    '/books/.*/pages',
    '/books/.+',
    '.*Mozilla.*',
    '(?i)mozilla',
    '(?P<name>a)',
    '/(a)+',
    '/(a|b){2}',
    '/a*',
    '/a{3}',
    '/a\\*',
    '/\\{id\\}',
    '/((a|b)c)+',
    '[(a)]',
    '/(a',
    'a)',
    'a\\',
    '',
    '(a?b?c?d?e?)',
  ])('%s: nothing', (regex) => {
    expect(istioForms(regex)).toBeUndefined();
  });

  test('what would take long ends soon', () => {
    const started = performance.now();
    expect(istioForms('(a|b)'.repeat(400))).toBeUndefined();
    expect(istioForms(`${'('.repeat(5_000)}a`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
