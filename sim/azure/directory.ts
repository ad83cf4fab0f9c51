import type { Principal } from './tokens.ts';

/** An application with a client secret. */
export interface AppRegistration extends Principal {
  readonly secret: string;
}

/** The identities that the simulated Azure knows. */
export interface Directory {
  readonly tenant: string;
  /** The managed identity that answers when no client id is asked for. */
  readonly systemAssigned: Principal | undefined;
  readonly userAssigned: readonly Principal[];
  readonly apps: readonly AppRegistration[];
}
