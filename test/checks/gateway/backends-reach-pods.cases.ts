import type { CheckCases } from '../check-cases.ts';
import { backend, elsewhere, endpoints, ingressBackend, service } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const to = (...words: string[]) => ({ backends: words.map((word) => backend(word)) });
const shop = (targetPort: number | string) => service('bookbuyer', 'shop', [{ port: 80, targetPort }]);
const shown = (...ports: number[]) => endpoints('bookbuyer', 'shop', ports, ['shop-1']);

export const cases: CheckCases = {
  fires: [
    {
      name: 'a Service that does not exist, or in another namespace',
      edits: [ingressBackend('web', to('gone:80 http', 'postgres:5432 http'))],
      expect: [['serviceMissing', web, 'error']],
    },
    {
      name: "the Service's port instead of its targetPort",
      edits: [shop(8080), shown(8080), ingressBackend('web', to('shop:80 http'))],
      expect: [['wrongPort', web, 'error']],
    },
    {
      name: 'where there are no endpoints yet',
      edits: [shop(8080), ingressBackend('web', to('shop:80 http'))],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a targetPort by name, which the endpoints tell',
      edits: [shop('http'), shown(9090), ingressBackend('web', to('shop:80 http'))],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a targetPort by name that means two numbers: none for certain',
      edits: [shop('http'), shown(9090), shown(9191), ingressBackend('web', to('shop:80 http'))],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a targetPort by name beside one by number',
      edits: [
        service('bookbuyer', 'shop', [
          { name: 'a', port: 80, targetPort: 'http' },
          { name: 'b', port: 81, targetPort: 8081 },
        ]),
        shown(9090, 8081),
        ingressBackend('web', to('shop:80 http')),
      ],
      expect: [['wrongPort', web]],
    },
    {
      name: 'several ports, and none of them meant for certain',
      edits: [
        service('bookbuyer', 'shop', [
          { name: 'a', port: 80, targetPort: 8080 },
          { name: 'b', port: 81, targetPort: 8081 },
        ]),
        shown(8080, 8081),
        ingressBackend('web', to('shop:9 http')),
      ],
      expect: [['wrongPort', web]],
    },
    {
      name: 'one of two is certain, and the right one stays as it is',
      edits: [
        service('bookbuyer', 'shop', [
          { name: 'a', port: 80, targetPort: 8080 },
          { name: 'b', port: 81, targetPort: 8081 },
        ]),
        ingressBackend('web', {
          backends: [
            backend('shop:80 http'),
            backend('shop:9 http'),
            backend('bookbuyer:14001 https', { skipClientCertValidation: true, sniHosts: ['a.example.com'] }),
          ],
        }),
      ],
      expect: [['wrongPort', web]],
    },
    {
      name: 'the right one is there already: two are not made one',
      edits: [shop(8080), ingressBackend('web', to('shop:80 http', 'shop:8080 http'))],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a targetPort that the endpoints, which somebody wrote, do not have',
      edits: [
        service('bookbuyer', 'shop', [{ port: 80, targetPort: 80 }], { selector: null }),
        shown(8443),
        ingressBackend('web', to('shop:80 https')),
      ],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a Service without ports',
      edits: [
        service('bookbuyer', 'shop', [], { type: 'ExternalName' }),
        ingressBackend('web', to('shop:80 http')),
      ],
      expect: [['wrongPort', web]],
    },
    {
      name: 'a Service of which nothing is told beside one that is missing',
      edits: [shop('http'), ingressBackend('web', to('shop:80 http', 'gone:1 http'))],
      expect: [['serviceMissing', web]],
    },
    {
      name: 'upstream',
      cluster: 'healthy-1.1.1',
      edits: [ingressBackend('web', to('bookbuyer:80 http'))],
      expect: [['wrongPort', web]],
    },
    {
      name: 'some came of a list that was cut',
      cluster: 'healthy-0.11.1',
      edits: [ingressBackend('web', to('gone:80 http'))],
      incomplete: ['ingressBackends'],
      expect: [['serviceMissing', web]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'upstream, with one', cluster: 'healthy-1.1.1' },
    { name: 'the targetPort', edits: [shop(8080), ingressBackend('web', to('shop:8080 http'))] },
    {
      name: 'a targetPort by name, which the endpoints tell',
      edits: [shop('http'), shown(9090), ingressBackend('web', to('shop:9090 http'))],
    },
    {
      name: 'a name that means two numbers in two versions of the pods',
      edits: [shop('http'), shown(9090), shown(9191), ingressBackend('web', to('shop:9191 http'))],
    },
    {
      name: 'no selector, but endpoints that somebody wrote',
      edits: [
        service('bookbuyer', 'shop', [{ port: 80, targetPort: 80 }], { selector: null }),
        shown(8443),
        ingressBackend('web', to('shop:8443 https')),
      ],
    },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        ingressBackend('web', to('gone:80 http'), elsewhere.outside),
        ingressBackend('web', to('gone:80 http'), elsewhere.leaving),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'a targetPort by name, and no endpoints',
      edits: [shop('http'), ingressBackend('web', to('shop:9090 http'))],
    },
    {
      name: 'only some Services came',
      edits: [ingressBackend('web', to('gone:80 http'))],
      incomplete: ['services'],
    },
    {
      name: 'only some EndpointSlices came',
      edits: [shop(8080), ingressBackend('web', to('shop:80 http'))],
      incomplete: ['endpointSlices'],
    },
  ],
};
