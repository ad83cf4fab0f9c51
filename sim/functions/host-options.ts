/** What a host is started with; all of it crosses to a process of its own. */
export interface HostOptions {
  /** Folder of package.json and host.json. */
  readonly app: string;
  /** A free one when it is not given. */
  readonly port?: number;
  /** Opens functions of level `function`; random when not given. */
  readonly key?: string;
  /** Opens everything; random when not given. */
  readonly masterKey?: string;
  /** Seconds for which a message is hidden while its function runs; ten minutes in Azure, and here by default. */
  readonly lockSeconds?: number;
  /** In place of batchSize of host.json: how many messages are worked on at once. */
  readonly batchSize?: number;
  /** In place of visibilityTimeout of host.json. */
  readonly visibilitySeconds?: number;
  /** In place of functionTimeout of host.json. */
  readonly timeoutSeconds?: number;
  /** Whether queues are polled: yes by default. */
  readonly polls?: boolean;
  /** Whether timers fire by their schedules: no by default. */
  readonly timers?: boolean;
  /** Fires every timer at start as past due, as the host does when it was down at the time. */
  readonly catchUp?: boolean;
}
