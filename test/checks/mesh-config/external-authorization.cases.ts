import type { CheckCases } from '../check-cases.ts';
import { ours, service, setSpec } from './objects.ts';

function asks(more: object) {
  const inboundExternalAuthorization = { enable: true, ...more };
  return setSpec({ traffic: { inboundExternalAuthorization } });
}

const opa = { address: 'opa.opa.svc.cluster.local', port: 9191 };
const opaService = service('opa', 'opa', { port: 9191 });

export const cases: CheckCases = {
  fires: [
    { name: 'its Service is not there', edits: [asks(opa)], expect: [['noService', ours, 'error']] },
    {
      name: 'its Service is in another namespace',
      edits: [asks(opa), service('policies', 'opa', { port: 9191 })],
      expect: [['noService', ours]],
    },
    { name: 'no address', edits: [asks({ port: 9191 })], expect: [['noAddress', ours, 'error']] },
    { name: 'an empty address', edits: [asks({ ...opa, address: '' })], expect: [['noAddress', ours]] },
    {
      name: 'the Service has another port',
      edits: [asks({ ...opa, port: 8181 }), opaService],
      expect: [['noPort', ours, 'error']],
    },
    {
      name: 'no port is set',
      edits: [asks({ address: opa.address }), opaService],
      expect: [['noPort', ours]],
    },
    {
      name: 'no port is set, and the Service lists none either',
      edits: [asks({ address: opa.address }), service('opa', 'opa')],
      expect: [['noPort', ours]],
    },
    {
      name: 'requests pass when it does not answer',
      edits: [asks({ ...opa, failureModeAllow: true }), opaService],
      expect: [['failsOpen', ours, 'warning']],
    },
    {
      name: 'they pass all the time, since there is no Service',
      edits: [asks({ ...opa, failureModeAllow: true })],
      expect: [
        ['noService', ours, 'error'],
        ['failsOpen', ours, 'warning'],
      ],
    },
    {
      name: 'a short name that may mean many, and may fail open',
      edits: [asks({ ...opa, address: 'opa', failureModeAllow: true })],
      expect: [['failsOpen', ours, 'warning']],
    },
    {
      name: 'a service outside that may fail open',
      edits: [asks({ address: 'opa.contoso.com', port: 443, failureModeAllow: true })],
      expect: [['failsOpen', ours, 'warning']],
    },
  ],
  passes: [
    { name: 'its Service is there and is obeyed', edits: [asks(opa), opaService] },
    {
      name: 'nothing is said of failureModeAllow, which is no by itself',
      edits: [asks({ ...opa, failureModeAllow: null }), opaService],
    },
  ],
  notApplicable: [
    { name: 'it is off' },
    { name: 'nothing is said of it, which is off', edits: [asks({ ...opa, enable: null })] },
    {
      name: 'it is off, whatever else is set',
      edits: [asks({ ...opa, enable: false, failureModeAllow: true })],
    },
    { name: 'a service outside', edits: [asks({ address: 'opa.contoso.com', port: 443 })] },
    { name: 'an address by number', edits: [asks({ address: '10.0.0.9', port: 443 })] },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'a name that each namespace resolves for itself', edits: [asks({ ...opa, address: 'opa' })] },
    { name: 'a port that is a text', edits: [asks({ ...opa, port: '9191' }), opaService] },
    { name: 'a switch that is a text', edits: [asks({ ...opa, enable: 'true' }), opaService] },
    {
      name: 'whether it fails open is a text',
      edits: [asks({ ...opa, failureModeAllow: 'true' }), opaService],
    },
    {
      name: 'whether it fails open is a text, and who answers is outside',
      edits: [asks({ address: 'opa.contoso.com', port: 9191, failureModeAllow: 'true' })],
    },
    { name: 'an address with an empty word', edits: [asks({ ...opa, address: 'opa..svc' })] },
    { name: 'the list of Services came in part', edits: [asks(opa)], incomplete: ['services'] },
  ],
};
