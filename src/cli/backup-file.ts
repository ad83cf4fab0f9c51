import { readFileSync } from 'node:fs';
import { readManifests } from '../kubernetes/read-manifests.ts';
import { object, text } from '../model/json.ts';
import type { ObjectRef } from '../model/remedy.ts';
import { UsageError } from './usage-error.ts';

/** Which objects a backup holds. Throws UsageError when the file is missing, broken or holds nothing of Kubernetes. */
export function readBackup(file: string): readonly ObjectRef[] {
  const manifests = readManifests(read(file));
  switch (manifests.is) {
    case 'read':
      return manifests.refs;
    case 'notYaml':
      throw new UsageError(`The backup ${file} is neither YAML nor JSON: ${manifests.says}`);
    case 'noObjects':
      throw new UsageError(
        `${file} holds no objects of Kubernetes. Make a backup with kubectl get … -A -o yaml; OSM9009 gives the whole command.`,
      );
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = text(object(error)['code']) ?? 'unknown';
    throw new UsageError(`The backup ${file} can't be read (${why}).`);
  }
}
