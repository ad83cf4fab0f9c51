import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshConfigRef, setKey, valueAt } from './spec-values.ts';
import { lacksPort, type Target, targetOf } from './target-of.ts';

const authorization = 'spec.traffic.inboundExternalAuthorization';

export const externalAuthorization = defineCheck({
  id: 'OSM4016',
  name: 'external-authorization',
  area: 'mesh-config',
  severity: 'error',
  title: 'The external authorization service exists and is obeyed',
  failTitle: 'External authorization has no service or fails open',
  why: 'Every inbound request waits for the answer of this service: without it all are refused, or, with failureModeAllow, all pass unasked.',
  remedy: 'Name the Service that answers in address and port, and set failureModeAllow to false.',
  source: 'pkg/configurator/methods.go (GetInboundExternalAuthConfig) and pkg/envoy/lds, v0.11.1 to v1.2.4',
  reads: ['meshConfig', 'services'],
  run({ meshConfig, services }) {
    if (valueAt(meshConfig, `${authorization}.enable`) !== true) {
      return { notApplicable: 'External authorization is off.' };
    }
    const set = valueAt(meshConfig, `${authorization}.address`);
    const address = typeof set === 'string' ? set : '';
    const target = address === '' ? undefined : targetOf(address, services);
    const problems = [
      ...(target === undefined ? [noAddress(meshConfig)] : []),
      ...(target?.is === 'gone' ? [noService(meshConfig, address, target)] : []),
      ...(target?.is === 'there' ? portProblems(meshConfig, address, target.service) : []),
      ...(failsOpen(meshConfig) ? [openDoor(meshConfig)] : []),
    ];
    if (problems.length > 0) return problems;
    if (target?.is === 'outside') return { notApplicable: target.because };
    return target?.is === 'notTold' ? { unknown: target.because } : [];
  },
});

function failsOpen(meshConfig: MeshConfig): boolean {
  return valueAt(meshConfig, `${authorization}.failureModeAllow`) === true;
}

/** What becomes of requests while nobody answers. */
function then(meshConfig: MeshConfig): string {
  return failsOpen(meshConfig) ? 'every request passes unasked' : 'every inbound request is refused';
}

function noAddress(meshConfig: MeshConfig): Problem {
  return {
    what: 'noAddress',
    on: meshConfigRef(meshConfig),
    says: `External authorization is on and ${authorization}.address is empty: sidecars have nobody to ask.`,
    mend: [look(), switchOff(meshConfig)],
  };
}

function noService(
  meshConfig: MeshConfig,
  address: string,
  { namespace, name }: Extract<Target, { is: 'gone' }>,
): Problem {
  return {
    what: 'noService',
    on: meshConfigRef(meshConfig),
    says: `External authorization asks ${address}, and there is no Service ${name} in namespace ${namespace}: ${then(meshConfig)}.`,
    mend: [look(namespace), switchOff(meshConfig)],
  };
}

function portProblems(meshConfig: MeshConfig, address: string, service: Service): Problem[] {
  const set = valueAt(meshConfig, `${authorization}.port`);
  const port = typeof set === 'number' ? set : 0;
  if (port !== 0 && !lacksPort(service, port)) return [];
  const asked =
    port === 0
      ? 'no port is set: sidecars cannot ask it'
      : `that Service lists no port ${port}: ${then(meshConfig)}`;
  return [
    {
      what: 'noPort',
      on: meshConfigRef(meshConfig),
      says: `External authorization asks ${address}, and ${asked}.`,
      mend: [look(service.metadata.namespace), switchOff(meshConfig)],
    },
  ];
}

function openDoor(meshConfig: MeshConfig): Problem {
  return {
    what: 'failsOpen',
    severity: 'warning',
    on: meshConfigRef(meshConfig),
    says: `${authorization}.failureModeAllow is true: whenever the authorization service does not answer, every request passes unasked.`,
    mend: [
      setKey(meshConfig, `${authorization}.failureModeAllow`, false, {
        does: 'Refuse requests while the authorization service does not answer; make sure first that it does',
        risk: 'cutsTraffic',
      }),
    ],
  };
}

function look(namespace?: string): RemedyIntent {
  const where = namespace === undefined ? ['-A'] : ['-n', namespace];
  return { do: 'look', does: 'See which Services are there', args: ['get', 'services', ...where] };
}

function switchOff(meshConfig: MeshConfig): RemedyIntent {
  return setKey(meshConfig, `${authorization}.enable`, false, {
    does: 'Only if requests may pass unasked: switch external authorization off until its service is there',
  });
}
