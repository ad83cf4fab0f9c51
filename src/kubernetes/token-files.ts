import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { object, objects, text } from '../model/json.ts';
import { ConnectionError } from './connection.ts';

/** client-node passes over a user's `tokenFile`; kubectl reads it and prefers it to `token`. */
export function readTokenFiles(config: KubeConfig, file: string, content: string): void {
  const named = objects(object(parse(content))['users']).map(
    (entry) => [text(entry['name']), text(object(entry['user'])['tokenFile'])] as const,
  );
  const files = new Map(named);
  config.users = config.users.map((user) => {
    const tokenFile = files.get(user.name);
    return tokenFile === undefined ? user : { ...user, token: readToken(resolve(dirname(file), tokenFile)) };
  });
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConnectionError(`The kubeconfig names the token file ${file}, which can't be read.`);
  }
}
