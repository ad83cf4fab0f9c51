import { check } from './check.ts';
import { clusters } from './clusters.ts';
import type { AskCommand } from './command.ts';
import { config } from './config.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { namespaces } from './namespaces.ts';

/** THE COMMANDS of `/osm`, in the order in which help tells them. */
export const askCommands: readonly AskCommand[] = [check, config, explain, clusters, namespaces, help];
