import type { CheckCases } from '../check-cases.ts';
import { addInjected, addPod, ofDeployment } from './objects.ts';

const http = (type: string, port: number, path = `/osm-${type}-probe`) => ({
  [`${type}Probe`]: { httpGet: { path, port } },
});
const tcp = (type: string, port: number) => ({ [`${type}Probe`]: { tcpSocket: { port } } });
const byHealthcheck = (type: string) => http(type, 15904, '/osm-healthcheck');
const statusOf = (name: string, ready: boolean) => ({
  name,
  ready,
  restartCount: 0,
  state: { running: { startedAt: '2026-11-22T11:00:00Z' } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'two containers with readiness probes, in two pods: once',
      edits: ['a', 'b'].map((id) =>
        addInjected(
          'bookbuyer',
          `till-5d4f-${id}`,
          [
            { name: 'till', ...http('readiness', 15902) },
            { name: 'log', ...http('readiness', 15902) },
          ],
          {
            ...ofDeployment('till'),
            status: { containerStatuses: [statusOf('till', true), statusOf('log', true)] },
          },
        ),
      ),
      expect: [['answeredByAnother', 'Deployment bookbuyer/till', 'warning']],
    },
    {
      name: 'and the first of them never becomes ready',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [
            { name: 'till', ...http('readiness', 15902, '/health') },
            { name: 'log', ...http('readiness', 15902) },
          ],
          { status: { containerStatuses: [statusOf('till', false), statusOf('log', true)] } },
        ),
      ],
      expect: [['answeredByAnother', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'liveness and startup of three containers',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('liveness', 15901) },
          { name: 'b', ...http('liveness', 15901), ...http('startup', 15903) },
          { name: 'c', ...http('startup', 15903) },
        ]),
      ],
      expect: [['answeredByAnother', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'only the second of two pods is held back, and only by its readiness probe',
      edits: [true, false].map((ready, index) =>
        addInjected(
          'bookbuyer',
          `till-5d4f-${index}`,
          [
            { name: 'till', ...http('liveness', 15901), ...http('readiness', 15902) },
            { name: 'log', ...http('liveness', 15901), ...http('readiness', 15902) },
          ],
          {
            ...ofDeployment('till'),
            status: { containerStatuses: [statusOf('till', ready), statusOf('log', true)] },
          },
        ),
      ),
      expect: [['answeredByAnother', 'Deployment bookbuyer/till', 'error']],
    },
    {
      name: 'not ready for another reason: only liveness is shared, or it has not started',
      edits: [
        addInjected(
          'bookbuyer',
          'a',
          [
            { name: 'till', ...http('liveness', 15901), ...http('readiness', 15902) },
            { name: 'log', ...http('liveness', 15901) },
          ],
          { status: { containerStatuses: [statusOf('till', false), statusOf('log', true)] } },
        ),
        addInjected(
          'bookbuyer',
          'b',
          [
            { name: 'till', ...http('readiness', 15902) },
            { name: 'log', ...http('readiness', 15902) },
          ],
          {
            status: {
              containerStatuses: [
                { ...statusOf('till', false), state: { waiting: { reason: 'ImagePullBackOff' } } },
                statusOf('log', true),
              ],
            },
          },
        ),
      ],
      expect: [
        ['answeredByAnother', 'Pod bookbuyer/a', 'warning'],
        ['answeredByAnother', 'Pod bookbuyer/b', 'warning'],
      ],
    },
    {
      name: 'three containers with readiness probes: the last is asked for both others',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          ['a', 'b', 'c'].map((name) => ({ name, ...http('readiness', 15902) })),
        ),
      ],
      expect: [['answeredByAnother', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'tcpSocket probes, but somebody took osm-healthcheck out of the pod',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...byHealthcheck('readiness') },
          { name: 'b', ...byHealthcheck('readiness') },
        ]),
      ],
      expect: [['unanswered', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'the last one asks by tcpSocket: Envoy then has no listener for the first',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [
            { name: 'a', ...http('readiness', 15902) },
            { name: 'b', ...byHealthcheck('readiness') },
          ],
          { healthcheck: true },
        ),
      ],
      expect: [['unanswered', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'the first one asks by tcpSocket: osm-healthcheck then is not there',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...byHealthcheck('readiness') },
          { name: 'b', ...http('readiness', 15902) },
        ]),
      ],
      expect: [['unanswered', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'both at once',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...byHealthcheck('readiness'), ...http('liveness', 15901) },
          { name: 'b', ...http('readiness', 15902), ...http('liveness', 15901) },
        ]),
      ],
      expect: [
        ['unanswered', 'Pod bookbuyer/till', 'error'],
        ['answeredByAnother', 'Pod bookbuyer/till', 'warning'],
      ],
    },
    {
      name: 'up to 1.0 tcpSocket probes come to the same port',
      cluster: 'healthy-1.0.0',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('readiness', 15902) },
          { name: 'b', ...tcp('readiness', 15902) },
        ]),
      ],
      expect: [['answeredByAnother', 'Pod bookbuyer/till']],
    },
    {
      name: 'the oldest release, in one namespace alone, of which only some pods came',
      cluster: 'healthy-0.11.1',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('startup', 15903) },
          { name: 'b', ...http('startup', 15903) },
        ]),
      ],
      namespace: 'bookbuyer',
      expect: [['answeredByAnother', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came, and one is such',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('liveness', 15901) },
          { name: 'b', ...http('liveness', 15901) },
        ]),
      ],
      incomplete: ['pods'],
      expect: [['answeredByAnother', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'no probes' },
    {
      name: 'one probe of each type, in different containers',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('liveness', 15901), ...http('startup', 15903) },
          { name: 'b', ...http('readiness', 15902) },
        ]),
      ],
    },
    {
      name: 'exec and grpc probes are left alone',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', readinessProbe: { exec: { command: ['true'] } } },
          { name: 'b', ...http('readiness', 15902) },
          { name: 'c', readinessProbe: { grpc: { port: 9000 } } },
        ]),
      ],
    },
    {
      name: 'several tcpSocket probes: osm-healthcheck is told the port',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [
            { name: 'a', ...byHealthcheck('readiness') },
            { name: 'b', ...byHealthcheck('readiness') },
          ],
          { healthcheck: true },
        ),
      ],
    },
    {
      name: 'tcpSocket before http, and osm-healthcheck is there for another type',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [
            { name: 'a', ...byHealthcheck('readiness'), ...byHealthcheck('liveness') },
            { name: 'b', ...http('readiness', 15902) },
          ],
          { healthcheck: true },
        ),
      ],
    },
    {
      name: 'later builds give each container a path of its own',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'a', ...http('readiness', 15902, '/osm-readiness-probe/a') },
          { name: 'b', ...http('readiness', 15902, '/osm-readiness-probe/b') },
        ]),
      ],
    },
    {
      name: 'without a sidecar',
      edits: [
        addPod('default', 'a', {
          spec: {
            containers: [
              { name: 'a', ...http('readiness', 8080, '/ready') },
              { name: 'b', ...http('readiness', 8081, '/ready') },
            ],
          },
        }),
      ],
    },
    {
      name: 'a sidecar in a namespace that is not in the mesh is the finding of OSM5020',
      edits: [
        addInjected('default', 'till', [
          { name: 'a', ...http('readiness', 15902) },
          { name: 'b', ...http('readiness', 15902) },
        ]),
      ],
    },
    {
      name: 'waiting for a sidecar: until then each asks the port that it names',
      edits: [
        addPod('bookbuyer', 'a', {
          spec: {
            containers: [
              { name: 'a', ...http('readiness', 15902) },
              { name: 'b', ...http('readiness', 15902) },
            ],
          },
        }),
      ],
    },
    {
      name: 'it has ended',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [
            { name: 'a', ...http('readiness', 15902) },
            { name: 'b', ...http('readiness', 15902) },
          ],
          { phase: 'Failed' },
        ),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
