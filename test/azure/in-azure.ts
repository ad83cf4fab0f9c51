import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type AzureOptions, type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import type { FleetPort } from '../../src/jobs/ports.ts';
import { readAzureSettings } from '../../src/settings/settings.ts';
import { fleetPort } from '../../src/wiring/read-fleet.ts';

/**
 * Starts a simulated Azure and makes this process believe in it, as NODE_EXTRA_CA_CERTS and the Functions host would.
 * Once a test file: the library of managed identities keeps the first endpoint and every token for the whole process.
 */
export async function inAzure(options: AzureOptions): Promise<RunningAzure> {
  const azure = await startAzure(options);
  // Not on top of the defaults: another test file may have left its own CA there, of the same name.
  setDefaultCACertificates([...getCACertificates('bundled'), azure.ca]);
  Object.assign(process.env, azure.env());
  return azure;
}

/** The fleet of a simulated Azure as the wiring builds it, with these settings on top. */
export function fleetIn(
  azure: RunningAzure,
  settings: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): FleetPort {
  const env = { ...azure.env(), ...settings };
  return fleetPort(readAzureSettings(env), env, now);
}
