import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is deployed of the Function App. */
const deployed = ['package.json', 'host.json', 'dist/functions'];

/** Copies the built Function App as it is deployed, so that it stays whole while somebody builds it anew. */
export async function copyOfApp(root: string): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'osm-doctor-app-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const part of deployed) await cp(join(root, part), join(folder, part), { recursive: true });
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}
