import { Command, Option } from 'commander';
import type { DoctorOptions } from './doctor.ts';
import type { Terminal } from './terminal.ts';

/** `osm-doctor doctor` on the command line. */
export function doctorCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('doctor')
    .description('try an installation of the bot step by step, and say what to mend first')
    .addOption(new Option('-o, --output <form>', 'form').choices(['text', 'json']).default('text'))
    .option(
      '--settings <file>',
      'read the settings from this file: local.settings.json, or what "az functionapp config appsettings list" prints',
    )
    .option('--url <address>', 'ask the app there too: whether it runs and has the same signing secret')
    .option('--no-color', 'print no colours')
    .addHelpText(
      'after',
      `
Tries, in this order: settings, secrets, sign-in to Azure, storage account, the
list of clusters, each cluster with the rights there, Slack's token, scopes and
channels. It posts nothing; in the storage account it writes rows and a hidden
message of its own and takes them away. Secrets are never printed.

It asks as whoever runs it. The app itself, with its own identity, answers the
same at GET /api/status?doctor with a function key.

Exit codes: 0 all passed, 1 something failed, 2 usage, 4 something unknown.`,
    )
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor.ts');
      exit(await doctor(options, terminal));
    });
}
