import { describe, expect, test } from '@jest/globals';
import { mayPass } from '../../sim/playground/read-only.ts';

describe("to the reader's own cluster passes", () => {
  test.each([
    '/version',
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps/v1',
    '/readyz',
    '/api/v1/pods?limit=500',
    '/api/v1/namespaces/kube-system/configmaps/osm',
    '/apis/config.openservicemesh.io/v1alpha2/namespaces/kube-system/meshconfigs',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/egresses.policy.openservicemesh.io',
  ])('GET %s', (path) => {
    expect(mayPass('GET', path)).toBe(true);
  });
});

describe("to the reader's own cluster never passes", () => {
  test.each([
    ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'CONNECT'].map((method) => [
      method,
      '/api/v1/pods',
    ]),
    ['PATCH', '/api/v1/namespaces/x?dryRun=All'],
    ...[
      '/api/v1/secrets',
      '/api/v1/namespaces/x/secrets',
      '/api/v1/namespaces/x/secrets/y',
      '/api/v1/namespaces/x%2Fsecrets',
      '/api/v1/namespaces/x/pods/../secrets',
      '/api/v1/namespaces/x/pods/y/exec?command=id',
      '/api/v1/namespaces/x/pods/y/attach',
      '/api/v1/namespaces/x/pods/y/portforward',
      '/api/v1/namespaces/x/pods/y/log',
      '/api/v1/namespaces/x/services/y/proxy/delete-all',
      '/api/v1/nodes/x/proxy/run/y',
      '/api/v1/watch/pods',
      '/api/v1/pods?watch=true',
      '/debug/pprof',
      '/metrics',
      '//evil/',
      'http://evil/version',
      '',
    ].map((path) => ['GET', path]),
  ])('%s %s', (method, path) => {
    expect(mayPass(method ?? '', path ?? '')).toBe(false);
  });
});
