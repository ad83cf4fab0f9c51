import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/gateway`. */
export const gateway: readonly Accepted[] = [
  {
    in: 'src/checks/gateway/backends-reach-pods.ts',
    original: "''",
    uncovered: true,
    because: 'Only an IngressBackend in a monitored namespace is looked at, so it has one.',
  },
  {
    in: 'src/checks/gateway/egress-allows.ts',
    original: "''",
    uncovered: true,
    because:
      'The CRD takes no source without a namespace, and one that lacked it would lie in none that the mesh watches.',
  },
  {
    in: 'src/checks/gateway/egress-policies-agree.ts',
    mutator: 'EqualityOperator',
    original: 'Math.max(1, hosts.length) * Math.max(1, ipAddresses.length) * ports.length > mostDestinations',
    mutated: 'Math.max(1, hosts.length) * Math.max(1, ipAddresses.length) * ports.length >= mostDestinations',
    because:
      'The bound is round and far above what people write: whether it is itself compared is no matter.',
  },
  {
    in: 'src/checks/gateway/outside-addresses.ts',
    original: "'None'",
    because: 'Any text that is no address says as well that the address of the API server is not known.',
  },
  {
    in: 'src/checks/gateway/pod-ports.ts',
    original: /^given\.filter\(\(target\) => typeof target === 'number'\)$|^typeof target === 'number'$/,
    because: 'The set is asked for numbers alone, and is named only where no targetPort is a name.',
  },
  {
    in: 'src/checks/gateway/policies.ts',
    original: "''",
    uncovered: true,
    because: 'Every policy, Service and workload that is looked at here lies in a namespace.',
  },
  {
    in: 'src/checks/gateway/routes-let-in.ts',
    original: "''",
    uncovered: true,
    because: 'The API server keeps no Service without a namespace.',
  },
  {
    in: 'src/checks/gateway/source-services.ts',
    original: "''",
    uncovered: true,
    because: 'A source without a namespace is told of as that, before anybody asks for its endpoints.',
  },
];
