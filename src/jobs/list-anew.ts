import type { Fleet } from '../model/fleet.ts';
import type { Ports } from './ports.ts';

/** A list this young is as good as a new one: names that are typed wrong must not have Azure listed each time. */
const youngMs = 30_000;

/** The fleet as it is now, for names that the list we have does not hold. */
export async function listAnew({ fleet, now }: Ports): Promise<Fleet> {
  const known = await fleet.list();
  return now().getTime() - Date.parse(known.listedAt) < youngMs ? known : fleet.list({ fresh: true });
}
