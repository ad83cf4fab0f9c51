import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { judgeKey } from './judge-key.ts';
import { meshConfigRef, setKey, valueAt } from './spec-values.ts';
import { lacksPort, type Target, targetOf } from './target-of.ts';
import { together } from './together.ts';

const authorization = 'spec.traffic.inboundExternalAuthorization';
const addressPath = `${authorization}.address` as const;
const portPath = `${authorization}.port` as const;

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
    return judgeKey(meshConfig, `${authorization}.enable`, 'boolean', (isOn = false) =>
      isOn ? judgeAsked(meshConfig, services) : { notApplicable: 'External authorization is off.' },
    );
  },
});

function judgeAsked(meshConfig: MeshConfig, services: readonly Service[]): Verdict {
  const answers = judgeKey(meshConfig, addressPath, 'string', (address = '') =>
    address === '' ? [noAddress(meshConfig)] : judgeTarget(meshConfig, address, targetOf(address, services)),
  );
  const door = judgeKey(meshConfig, `${authorization}.failureModeAllow`, 'boolean', (allows = false) =>
    allows ? [openDoor(meshConfig)] : [],
  );
  return together([answers, door]);
}

function judgeTarget(meshConfig: MeshConfig, address: string, target: Target): Verdict {
  switch (target.is) {
    case 'outside':
      return { notApplicable: target.because };
    case 'notTold':
      return { unknown: target.because };
    case 'gone':
      return [noService(meshConfig, address, target)];
    case 'there':
      return judgeKey(meshConfig, portPath, 'integer', (port = 0) =>
        port === 0 || lacksPort(target.service, port) ? [noPort(meshConfig, address, target, port)] : [],
      );
  }
}

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
    says: `External authorization is on and ${addressPath} is empty: sidecars have nobody to ask.`,
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

function noPort(
  meshConfig: MeshConfig,
  address: string,
  { namespace }: Extract<Target, { is: 'there' }>,
  port: number,
): Problem {
  const asked =
    port === 0
      ? 'no port is set: sidecars cannot ask it'
      : `that Service lists no port ${port}: ${then(meshConfig)}`;
  return {
    what: 'noPort',
    on: meshConfigRef(meshConfig),
    says: `External authorization asks ${address}, and ${asked}.`,
    mend: [look(namespace), switchOff(meshConfig)],
  };
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
