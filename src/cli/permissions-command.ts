import { Command, InvalidArgumentError, Option } from 'commander';
import { readOnly } from './options.ts';
import type { PermissionsOptions } from './permissions.ts';
import type { Terminal } from './terminal.ts';

/** `osm-doctor permissions` on the command line. */
export function permissionsCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('permissions')
    .description('print what to apply so that osm-doctor may read a cluster, and what it needs elsewhere')
    .addOption(
      new Option('-o, --output <form>', 'form: YAML for kubectl, or everything in words')
        .choices(['yaml', 'text'])
        .default('yaml'),
    )
    .addOption(
      new Option('--tier <tier>', 'add the role of an opt-in tier; may be given several times')
        .choices(['deep', 'probe', 'dry-run'])
        .argParser(readTier),
    )
    .option('--object-id <id>', 'object id of the identity to bind the roles to', readObjectId)
    .option('--only <ids>', 'only for these checks: ids, prefixes (OSM2) or areas, with commas', readOnly)
    .addHelpText(
      'after',
      `
For a cluster, by whoever may administer it:
  osm-doctor permissions --object-id ID | kubectl apply -f -
The object id is that of the managed identity, not its client id:
  az identity show --ids RESOURCE-ID --query principalId --output tsv`,
    )
    .action(async (options: PermissionsOptions) => {
      const { permissions } = await import('./permissions.ts');
      exit(permissions(options, terminal));
    });
}

const tierNames = ['deep', 'probe', 'dry-run'] as const;

function readTier(text: string, before: readonly string[] = []): string[] {
  if (!tierNames.some((name) => name === text)) {
    throw new InvalidArgumentError(`Allowed choices are ${tierNames.join(', ')}.`);
  }
  return [...new Set([...before, text])];
}

/** Nothing else may stand in the manifest: it is applied by an administrator. */
function readObjectId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('An object id has the form 11111111-2222-3333-4444-555555555555.');
}
