import type { ArticleRow, MergePatch } from './article.ts';
import { articleFlags } from './article-flags.ts';

const noChange =
  'The example repeats the default and changes nothing; the opposite value changes the whole mesh at once.';
const replaces = 'A merge patch replaces the whole list: add to the list that is there. Takes new pods.';
const afterRestart = 'Takes new pods.';

/** A command that works as printed. */
function fine(
  path: string,
  printedDefault: string,
  value: boolean | number | string,
  more: { says?: string; errata?: readonly string[]; printedPath?: string } = {},
): ArticleRow {
  const corrected = nested(path.split('.'), value);
  return {
    path,
    default: printedDefault,
    patch: JSON.stringify(corrected),
    verdict: 'fine',
    errata: [],
    corrected,
    ...more,
  };
}

function nested([step = '', ...rest]: readonly string[], value: boolean | number | string): MergePatch {
  return { [step]: rest.length === 0 ? value : nested(rest, value) };
}

/**
 * The 26 rows of the MeshConfig table in Microsoft's article `open-service-mesh-troubleshoot.md`, in its order; the
 * commands after the English edition, the images after the translated one (E14). Verdicts are those of v1.2.x,
 * as the recorded API servers answered.
 */
export const articleRows: readonly ArticleRow[] = [
  fine('spec.traffic.enableEgress', 'true', true, { says: noChange, errata: ['E23'] }),
  fine('spec.traffic.enablePermissiveTrafficPolicyMode', 'true', true, { says: noChange, errata: ['E23'] }),
  {
    path: 'spec.traffic.useHTTPSIngress',
    default: 'false',
    patch: '{"spec":{"traffic":{"useHTTPSIngress":true}}}',
    verdict: 'droppedSilently',
    says: 'The key is gone since v1.0.0: the API server drops it and reports success. Write an IngressBackend with protocol https instead. Only v0.11.1 takes the printed command.',
    errata: ['E12'],
  },
  {
    path: 'spec.traffic.outboundPortExclusionList',
    printedPath: 'spec.traffic.出站端口排除列表',
    default: '[]',
    patch: '{"spec":{"traffic":{"outboundPortExclusionList":[6379,8080]}}}',
    verdict: 'fine',
    says: `The translated edition prints a key that does not exist; the command beside it is right. ${replaces}`,
    errata: ['E06', 'E25', 'E26'],
    corrected: { spec: { traffic: { outboundPortExclusionList: [6379, 8080] } } },
  },
  {
    path: 'spec.traffic.outboundIPRangeExclusionList',
    default: '[]',
    patch: '{"spec":{"traffic":{"outboundIPRangeExclusionList":["10.0.0.0/32","1.1.1.1/24"]}}}',
    verdict: 'fine',
    says: `10.0.0.0/32 is a single address, and 1.1.1.1/24 has bits beyond its prefix: it excludes 1.1.1.0/24, 256 public addresses. ${replaces}`,
    errata: ['E24', 'E25', 'E26'],
    corrected: { spec: { traffic: { outboundIPRangeExclusionList: ['10.0.0.0/32', '1.1.1.0/24'] } } },
  },
  {
    path: 'spec.traffic.inboundPortExclusionList',
    default: '[]',
    patch: '{"spec":{"traffic":{"inboundPortExclusionList":[6379,8080]}}}',
    verdict: 'fine',
    says: replaces,
    errata: ['E25', 'E26'],
    corrected: { spec: { traffic: { inboundPortExclusionList: [6379, 8080] } } },
  },
  fine('spec.certificate.serviceCertValidityDuration', '"24h"', '24h', {
    printedPath: 'spec.certificate.serviceCert有效期时长',
    says: 'The translated edition prints a key that does not exist; the command beside it is right, and repeats the default.',
    errata: ['E07', 'E23'],
  }),
  fine('spec.observability.enableDebugServer', 'true', true, {
    says: 'The example repeats the default of the add-on and changes nothing.',
    errata: ['E23'],
  }),
  fine('spec.observability.tracing.enable', 'false', true),
  fine(
    'spec.observability.tracing.address',
    '"jaeger.kube-system.svc.cluster.local"',
    'jaeger.kube-system.svc.cluster.local',
    { says: 'The default is not stored: absent means this address.', errata: ['E27'] },
  ),
  {
    path: 'spec.observability.tracing.endpoint',
    default: '"/api/v2/spans"',
    patch: '{"spec":{"observability":{"tracing":{"endpoint":"/api/v2/spans"}}}}',
    tail: "--type=merge' --type=merge",
    verdict: 'syntax',
    says: 'A quote too many: the shell waits for its end and runs nothing.',
    errata: ['E10'],
    corrected: { spec: { observability: { tracing: { endpoint: '/api/v2/spans' } } } },
  },
  fine('spec.observability.tracing.port', '9411', 9411),
  {
    path: 'spec.observability.tracing.osmLogLevel',
    meant: 'spec.observability.osmLogLevel',
    default: '"info"',
    patch: '{"spec":{"observability":{"tracing":{"osmLogLevel":"info"}}}}',
    verdict: 'droppedSilently',
    says: 'There is no such key in any release: the API server drops it and reports success. It belongs one level up.',
    errata: ['E08'],
    corrected: { spec: { observability: { osmLogLevel: 'info' } } },
  },
  fine('spec.sidecar.enablePrivilegedInitContainer', 'false', true, { says: afterRestart, errata: ['E26'] }),
  fine('spec.sidecar.logLevel', '"error"', 'error', { says: afterRestart, errata: ['E26'] }),
  {
    path: 'spec.sidecar.maxDataPlaneConnections',
    default: '0',
    patch: '{"spec":{"sidecar":{"maxDataPlaneConnections":"error"}}}',
    verdict: 'wrongType',
    says: 'The value is a text, the key an integer: the API server refuses the patch (422).',
    errata: ['E09'],
    corrected: { spec: { sidecar: { maxDataPlaneConnections: 0 } } },
  },
  {
    path: 'spec.sidecar.envoyImage',
    default: '"mcr.azk8s.cn/oss/envoyproxy/envoy:v1.19.1"',
    patch: '{"spec":{"sidecar":{"envoyImage":"mcr.azk8s.cn/oss/envoyproxy/envoy:v1.19.1"}}}',
    verdict: 'harmful',
    says: 'It takes sidecars back to Envoy 1.19.1 of 2021 and keeps them there, past every security fix, from a registry of Azure China. The key is empty by default since v1.0.0. To undo the printed command, take the key out; never on v0.11.1.',
    errata: ['E14', 'E15', 'E26'],
    corrected: { spec: { sidecar: { envoyImage: null } } },
    correctedFrom: 'v1.0.0',
  },
  {
    path: 'spec.sidecar.initContainerImage',
    default: '"mcr.azk8s.cn/oss/openservicemesh/init:v0.11.1"',
    patch: '{"spec":{"sidecar":{"initContainerImage":"mcr.azk8s.cn/oss/openservicemesh/init:v0.11.1"}}}',
    verdict: 'harmful',
    says: 'It pins osm-init to v0.11.1, which may not fit the injector, from a registry of Azure China. The key is empty by default since v1.0.0. To undo the printed command, take the key out; never on v0.11.1, whose injector then refuses every Linux pod.',
    errata: ['E14', 'E15', 'E26'],
    corrected: { spec: { sidecar: { initContainerImage: null } } },
    correctedFrom: 'v1.0.0',
  },
  fine('spec.sidecar.configResyncInterval', '"0s"', '30s'),
  ...articleFlags,
];

/** The article's rows about a key: by the path that is meant, and by the path as it is printed. */
export function articleRowsOf(path: string): ArticleRow[] {
  return articleRows.filter((row) => [row.path, row.printedPath, row.meant].includes(path));
}
