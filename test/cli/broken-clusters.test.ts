import { describe, expect, test } from '@jest/globals';
import { severities } from '../../src/model/check.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import { renderShort } from '../../src/present/short.ts';
import { noPaint } from '../../src/present/terminal.ts';
import { findings, judge, read } from './judge-cluster.ts';
import { serve } from './run-cli.ts';

/** What an expert finds in each broken cluster: all of it, and nothing else above info. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'badly-broken': [
    'critical OSM1003 noneReady Deployment kube-system/osm-injector',
    'error OSM1006 crashLoop Deployment kube-system/osm-injector',
    'critical OSM1011 noEndpoints Service kube-system/osm-injector',
    'critical OSM2003 disagree MutatingWebhookConfiguration aks-osm-webhook-osm',
    'critical OSM2004 nobodyAnswers MutatingWebhookConfiguration aks-osm-webhook-osm',
    'error OSM2005 anotherService ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
    'warning OSM5015 labelMissing Namespace inventory',
    'critical OSM5016 podsGoToInjector Namespace kube-system',
    'critical OSM6009 unreachable Deployment bookbuyer/bookbuyer',
  ],
  'ca-expiring': ['error OSM3001 endsSoon MutatingWebhookConfiguration aks-osm-webhook-osm'],
  'ca-replaced': ['critical OSM2003 disagree MutatingWebhookConfiguration aks-osm-webhook-osm'],
  'crd-cleanup': [
    'critical OSM1002 noneReady Deployment kube-system/osm-controller',
    'error OSM1006 crashLoop Deployment kube-system/osm-controller',
    'critical OSM1011 noEndpoints Service kube-system/osm-controller',
    'error OSM1011 noEndpoints Service kube-system/osm-validator',
    'error OSM2004 nobodyAnswers ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
    'error OSM2009 missing CustomResourceDefinition httproutegroups.specs.smi-spec.io',
    'error OSM2009 missing CustomResourceDefinition traffictargets.access.smi-spec.io',
    'error OSM2009 notEstablished CustomResourceDefinition retries.policy.openservicemesh.io',
  ],
  'half-configured': [
    'critical OSM5002 unknownInjection Namespace checkout',
    'warning OSM5003 injectionAsLabel Namespace payments',
    'warning OSM5005 ignored Namespace reports',
    'warning OSM5015 annotationMissing Namespace frontend',
    'warning OSM5015 labelMissing Namespace inventory',
    'critical OSM6009 annotation Deployment checkout/checkout',
  ],
  'injector-down': [
    'critical OSM1003 noneReady Deployment kube-system/osm-injector',
    'error OSM1006 crashLoop Deployment kube-system/osm-injector',
    'critical OSM1011 noEndpoints Service kube-system/osm-injector',
    'critical OSM2004 nobodyAnswers MutatingWebhookConfiguration aks-osm-webhook-osm',
    'critical OSM6009 unreachable Deployment bookbuyer/bookbuyer',
  ],
  'leftover-conversion': [
    'error OSM2010 leftOver CustomResourceDefinition egresses.policy.openservicemesh.io',
    'error OSM2010 leftOver CustomResourceDefinition meshconfigs.config.openservicemesh.io',
    'warning OSM2011 deprecated CustomResourceDefinition meshconfigs.config.openservicemesh.io',
  ],
  legacy: [
    'error OSM2009 missing CustomResourceDefinition trafficsplits.split.smi-spec.io',
    'critical OSM4006 empty MeshConfig kube-system/osm-mesh-config',
    'critical OSM4007 empty MeshConfig kube-system/osm-mesh-config',
    'error OSM4018 impossibleRange MeshConfig kube-system/osm-mesh-config',
    'critical OSM5002 unknownInjection Namespace accounts',
    'error OSM5007 sidecarMissing Pod bookbuyer/node-probe',
    'warning OSM6008 mixed Deployment bookstore/bookstore',
  ],
  'meshed-kube-system': [
    'warning OSM1005 oneReplica Deployment kube-system/osm-controller',
    'error OSM1009 otherRelease Deployment kube-system/osm-injector',
    'critical OSM5016 podsGoToInjector Namespace kube-system',
  ],
  'no-mesh-config': [
    'error OSM1004 noneReady Deployment kube-system/osm-bootstrap',
    'error OSM1006 crashLoop Deployment kube-system/osm-bootstrap',
    'error OSM1011 noEndpoints Service kube-system/osm-bootstrap',
    'critical OSM4001 missing MeshConfig kube-system/osm-mesh-config',
  ],
  'nothing-here': ['error OSM1002 notInstalled Deployment osm-controller'],
  'stale-webhooks': [
    'error OSM1002 notInstalled Deployment osm-controller',
    'critical OSM2007 leftOver MutatingWebhookConfiguration aks-osm-webhook-osm',
    'warning OSM2007 leftOver ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
    'critical OSM6009 unreachable Deployment bookbuyer/bookbuyer',
    'warning OSM9010 definitions CustomResourceDefinition egresses.policy.openservicemesh.io',
    'warning OSM9010 label Namespace app-routing-system',
    'warning OSM9010 label Namespace bookbuyer',
    'warning OSM9010 label Namespace bookstore',
    'critical OSM9011 orphanedSidecar Deployment bookbuyer/bookbuyer',
    'critical OSM9011 orphanedSidecar Deployment bookstore/bookstore',
    'critical OSM9011 orphanedSidecar StatefulSet bookstore/postgres',
  ],
  'two-meshes': ['error OSM1016 secondMesh Deployment osm-system/osm-controller'],
  'waiting-for-restart': [
    'error OSM5006 sidecarMissing DaemonSet warehouse/agent',
    'error OSM5006 sidecarMissing Deployment warehouse/orders',
    'error OSM5006 sidecarMissing Deployment warehouse/stock',
    'error OSM5006 sidecarMissing Pod warehouse/toolbox',
    'error OSM5006 sidecarMissing StatefulSet warehouse/queue',
  ],
  'wrong-webhooks': [
    'error OSM2005 anotherService ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
    'warning OSM2005 failsOpen MutatingWebhookConfiguration aks-osm-webhook-osm',
    'warning OSM2006 notLimited MutatingWebhookConfiguration aks-osm-webhook-osm',
  ],
};

describe.each(Object.keys(expected))('%s', (name) => {
  test('is found to be broken in just these ways, the worst or its cause in the first five lines', async () => {
    const cluster = await serve(name);
    const report = judge(await read(cluster, 'doctor'));

    const found = findings(report).filter(({ severity }) => severity !== 'info');
    const lines = found.map(({ severity, id, problem, on }) => `${severity} ${id} ${problem} ${nameOf(on)}`);
    expect(lines.sort()).toEqual([...(expected[name] ?? [])].sort());
    expect(report.counts.broken).toBe(0);
    const worst = severities.find((severity) => found.some((finding) => finding.severity === severity));
    const top = renderShort(report, { paint: noPaint, columns: 80 }).split('\n').slice(0, 5).join('\n');
    const first = top.match(/OSM\d{4}$/m)?.[0] ?? 'none';
    const explained = report.results.filter(({ explainedBy = [] }) => explainedBy.includes(first));
    // A cause comes before what it explains, though it is less grave.
    const above = new Set([first, ...explained.map(({ id }) => id)]);
    const grave = found.filter(({ id, severity }) => above.has(id) && severity === worst);
    expect(grave).not.toEqual([]);
    if (explained.length === 0) expect(top).toContain(worst?.toUpperCase());
  });
});
