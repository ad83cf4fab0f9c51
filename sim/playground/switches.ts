import type { RunningAzure, RunningManagedCluster } from '../azure/server.ts';
import type { RunningSlack } from '../slack/server.ts';
import type { Machine, Machines } from './machines.ts';
import { meshSwitches } from './mesh-switches.ts';
import type { Switch } from './switch.ts';

/** Milliseconds that a slowed API server takes for each answer. */
const slowMs = 2_500;
/** Milliseconds between two calls that a throttled Slack takes. */
const throttledMs = 3_000;

/** Clusters whose mesh can be broken. */
const breakable: readonly string[] = ['prod-cluster', 'staging', 'broken', 'legacy'];

/** All switches, in the order in which the page shows them. */
export function switchesOf(
  { azure, slack, machines }: { azure: RunningAzure; slack: RunningSlack; machines: Machines },
  names: readonly string[],
): readonly Switch[] {
  return [
    ...names.flatMap((name) => switchesOfCluster(name, azure.cluster(name))),
    throttleSlack(slack),
    end(
      machines,
      'functions',
      'Stop the Function App',
      'Ends its process, in the middle of whatever it does.',
    ),
    end(machines, 'storage', 'Stop the storage', 'Ends Azurite. It forgets everything: it is all in memory.'),
  ];
}

function switchesOfCluster(name: string, managed: RunningManagedCluster): Switch[] {
  const { kubernetes } = managed;
  return [
    ...(breakable.includes(name) ? meshSwitches(name, kubernetes) : []),
    takeRight(name, managed),
    slowDown(name, managed),
    stopInAzure(name, managed),
  ];
}

/** Where osm-doctor may look at nothing, the switch gives it its rights. */
function takeRight(name: string, managed: RunningManagedCluster): Switch {
  const common = { id: `right:${name}`, cluster: name };
  if (managed.state.as === 'nobody') {
    return {
      ...common,
      title: 'Take all rights',
      about: 'osm-doctor may read nothing in Kubernetes.',
      isOn: () => managed.state.as === 'nobody',
      set: (on) => managed.change({ as: on ? 'nobody' : 'doctor' }),
    };
  }
  let isTaken = false;
  return {
    ...common,
    title: 'Take a right',
    about: 'osm-doctor may not read pods any more.',
    isOn: () => isTaken,
    set: (on) => {
      isTaken = on;
      if (on) managed.kubernetes.revoke('doctor', { group: '', resource: 'pods' });
      else managed.kubernetes.giveBack('doctor');
    },
  };
}

function slowDown(name: string, { kubernetes }: RunningManagedCluster): Switch {
  let isSlow = false;
  kubernetes.addFault({ on: () => isSlow, is: { kind: 'delay', ms: slowMs } });
  return {
    id: `slow:${name}`,
    title: 'Slow the API server',
    about: `Each answer takes ${slowMs / 1_000} seconds more.`,
    cluster: name,
    isOn: () => isSlow,
    set: (on) => {
      isSlow = on;
    },
  };
}

function stopInAzure(name: string, managed: RunningManagedCluster): Switch {
  return {
    id: `power:${name}`,
    title: 'Stop the cluster in Azure',
    about: 'As az aks stop does: its address is gone.',
    cluster: name,
    isOn: () => managed.state.power === 'Stopped',
    set: (on) => managed.change({ power: on ? 'Stopped' : 'Running' }),
  };
}

function throttleSlack(slack: RunningSlack): Switch {
  let isThrottled = false;
  let takenAt = 0;
  const isTooSoon = (): boolean => {
    if (!isThrottled) return false;
    if (Date.now() - takenAt < throttledMs) return true;
    takenAt = Date.now();
    return false;
  };
  const retryAfterSeconds = throttledMs / 1_000;
  slack.addFault({ on: isTooSoon, is: { kind: 'status', status: 429, retryAfterSeconds } });
  return {
    id: 'throttle',
    title: 'Throttle Slack',
    about: `Slack takes one call in ${retryAfterSeconds} seconds and refuses the others with 429.`,
    isOn: () => isThrottled,
    set: (on) => {
      isThrottled = on;
    },
  };
}

function end(machines: Machines, name: Machine, title: string, about: string): Switch {
  return {
    id: `end:${name}`,
    title,
    about: `${about} Switched off, it is started again.`,
    isOn: () => !machines.isUp(name),
    set: (on) => (on ? machines.stop(name) : machines.start(name)),
  };
}
