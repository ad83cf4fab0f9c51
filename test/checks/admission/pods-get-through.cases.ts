import type { ProbedPod } from '../../../src/model/deep.ts';
import type { CheckCases } from '../check-cases.ts';

const namespace = 'Namespace bookstore';
const injector = 'Deployment kube-system/osm-injector';

const answered = (answer: ProbedPod['answer']) => ({ probedPod: { namespace: 'bookstore', answer } });
const refused = (message: string, status = 500) => answered({ is: 'refused', status, message });
const failed = (why: string) =>
  refused(`Internal error occurred: failed calling webhook "osm-inject.k8s.io": ${why}`);
const post = (where: string, why: string) =>
  failed(
    `failed to call webhook: Post "https://osm-injector.${where}.svc:9090/mutate-pod-creation?timeout=20s": ${why}`,
  );
const denied = (why: string) =>
  refused(`admission webhook "osm-inject.k8s.io" denied the request: ${why}`, 400);
const podSecurity = (level: string, what: string) =>
  refused(`pods "osm-doctor-probe-x7k2p" is forbidden: violates PodSecurity "${level}:latest": ${what}`, 403);

export const cases: CheckCases = {
  fires: [
    {
      name: 'the injector refuses connections',
      values: post('kube-system', 'dial tcp 10.0.42.1:9090: connect: connection refused'),
      expect: [['unreachable', injector, 'critical']],
    },
    {
      name: 'the injector does not answer in time',
      values: post('kube-system', 'context deadline exceeded'),
      expect: [['unreachable', injector]],
    },
    {
      name: 'its Service is gone',
      values: failed('failed to call webhook: service "osm-injector" not found'),
      expect: [['unreachable', injector]],
    },
    {
      name: 'no endpoint behind the Service',
      values: post('kube-system', 'no endpoints available for service "osm-injector"'),
      expect: [['unreachable', injector]],
    },
    {
      name: 'as older API servers say it',
      values: failed('Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s": EOF'),
      expect: [['unreachable', injector]],
    },
    {
      name: 'the caBundle does not fit',
      values: post(
        'kube-system',
        'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ),
      expect: [['untrusted', injector, 'critical']],
    },
    {
      name: 'a webhook that another installation left behind',
      values: post('osm-system', 'dial tcp 10.0.42.9:9090: i/o timeout'),
      expect: [['leftOver', namespace, 'critical']],
    },
    {
      name: 'what another installation left behind answers, but is not trusted',
      values: post('osm-system', 'x509: certificate signed by unknown authority'),
      expect: [['untrusted', injector, 'critical']],
    },
    {
      name: 'an annotation has an unknown word',
      values: denied('Invalid annotation value for key "openservicemesh.io/metrics": on'),
      expect: [['annotation', namespace, 'critical']],
    },
    {
      name: 'no image for the sidecar',
      values: denied('MeshConfig sidecar.envoyImage not set'),
      expect: [['prerequisites', injector, 'critical']],
    },
    {
      name: 'the injector refuses it in words of its own',
      values: denied('error issuing a certificate'),
      expect: [['refused', injector, 'critical']],
    },
    {
      name: 'Pod Security refuses what OSM adds',
      values: podSecurity(
        'baseline',
        'non-default capabilities (container "osm-init" must not include "NET_ADMIN" in securityContext.capabilities.add)',
      ),
      expect: [['sidecarRefused', namespace, 'critical']],
    },
    {
      name: 'made without a sidecar',
      values: answered({ is: 'created', withSidecar: false }),
      expect: [['noSidecar', namespace, 'error']],
    },
  ],
  passes: [{ name: 'made with a sidecar' }],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'the tier is off',
      problems: { probedPod: { reason: 'notAsked', detail: 'Only with --probe.' } },
    },
    {
      name: 'no namespace with injection',
      problems: { probedPod: { reason: 'notInstalled', detail: 'There is nowhere to try one.' } },
    },
  ],
  unknown: [
    {
      name: 'a quota is used up',
      values: refused(
        'pods "osm-doctor-probe-x7k2p" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=50, limited: pods=50',
        403,
      ),
    },
    {
      name: 'another webhook refuses it',
      values: refused(
        'admission webhook "validation.gatekeeper.sh" denied the request: [registries] image not allowed',
        403,
      ),
    },
    {
      name: 'another webhook is out',
      values: refused(
        'Internal error occurred: failed calling webhook "mutate.istio.io": connection refused',
      ),
    },
    {
      name: 'a message that only mentions the webhook of OSM',
      values: refused('pods is forbidden: ask for osm-inject.k8s.io', 403),
    },
    {
      name: 'Pod Security refuses the pod itself',
      values: podSecurity('restricted', 'seccompProfile (container "probe" must set it)'),
    },
    { name: 'no words at all', values: refused('', 400) },
  ],
};
