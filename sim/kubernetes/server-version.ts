import type { Manners } from './cluster.ts';

/** What `/version` says, as recorded. */
export const serverVersion: Readonly<Record<Manners, object>> = {
  '1.31': {
    major: '1',
    minor: '31',
    gitVersion: 'v1.31.3',
    gitCommit: '4b2db1ec33faa3ffc305e5ffa7376908cc955370',
    gitTreeState: 'clean',
    buildDate: '2025-01-17T09:44:40Z',
    goVersion: 'go1.23.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  },
  '1.21': {
    major: '1',
    minor: '21',
    gitVersion: 'v1.21.3-k3s1',
    gitCommit: '9c981b018415df38ba5d362d8ebe2ba69f85c241',
    gitTreeState: 'clean',
    buildDate: '2021-07-15T21:00:00Z',
    goVersion: 'go1.19.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  },
};
