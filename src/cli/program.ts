import { Command, Option } from 'commander';
import { severities } from '../model/check.ts';
import { type CheckOptions, check, outputs } from './check.ts';
import type { ConfigOptions } from './config.ts';
import { readBudget, readNamespaceName, readOnly } from './options.ts';
import type { ClusterOptions } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { toolVersion } from './version.ts';

/** The command line. `exit` is told the exit code of the command that ran. */
export function programFor(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('osm-doctor')
    .description('Tells whether Open Service Mesh on a cluster is healthy, what is wrong, and what to type.')
    .version(toolVersion, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 findings, 2 usage, 3 cluster not readable, 4 something unknown.\nCompletion: osm-doctor complete bash|zsh|fish|powershell',
    )
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, '')),
    })
    .exitOverride();
  for (const command of [
    checkCommand(terminal, exit),
    configCommand(terminal, exit),
    snapshotCommand(terminal, exit),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  program
    .command('explain')
    .description('explain a check: why, from what, and what to do')
    .argument('<id>', 'id or name of a check, such as OSM2004')
    .option('--no-color', 'print no colours')
    .action(async (topic: string, options: { color: boolean }) => {
      const { explain } = await import('./explain.ts');
      terminal.stdout.write(
        explain(topic, { paint: paintFor(terminal, options), columns: columnsOf(terminal) }),
      );
    });
  program
    .command('checks')
    .description('list all checks')
    .addOption(new Option('-o, --output <form>', 'form').choices(['table', 'json']).default('table'))
    .action(async ({ output }: { output: 'table' | 'json' }) => {
      const { listChecks } = await import('./list-checks.ts');
      terminal.stdout.write(listChecks(output));
    });
  return program;
}

function checkCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return clusterOptions(withCluster('check'))
    .description('judge the mesh of a cluster')
    .option('--only <ids>', 'only these checks: ids, prefixes (OSM2) or areas, with commas', readOnly)
    .addOption(new Option('-o, --output <form>', 'form of the report').choices(outputs).default('short'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(severities)
        .default('error'),
    )
    .option('--snapshot <file>', 'judge a saved snapshot, as of its own time')
    .option('--dry-run', 'prove the remedies by dry runs on the API server: needs the real rights to patch')
    .option('--since <file>', 'compare with an earlier snapshot of the same cluster')
    .option('--no-color', 'print no colours')
    .action(async (cluster: string | undefined, options: CheckOptions) => {
      exit(await check(cluster, options, terminal));
    });
}

function configCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return clusterOptions(
    new Command('config')
      .usage('[options] [cluster] [key] [value]')
      .argument(
        '[words...]',
        'a key by the end of its path, and a value to propose: true, 50, 24h, 80,443, +6379; put -- before -6379',
      ),
  )
    .description('show MeshConfig, explain a key, or propose a change (nothing is ever changed)')
    .addOption(
      new Option('-o, --output <form>', 'form of the answer').choices(['text', 'json']).default('text'),
    )
    .addOption(
      new Option('--shell <shell>', 'shell to write commands for')
        .choices(['sh', 'powershell'])
        .default('sh'),
    )
    .option('--dry-run', 'prove the change by a dry run on the API server: needs the real right to patch')
    .option('--no-color', 'print no colours')
    .action(async (words: readonly string[], options: ConfigOptions) => {
      const { config } = await import('./config.ts');
      exit(await config(words, options, terminal));
    });
}

function snapshotCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return clusterOptions(withCluster('snapshot'))
    .description('write what is read of a cluster to stdout, to be judged elsewhere or later')
    .action(async (cluster: string | undefined, options: ClusterOptions) => {
      const { snapshot } = await import('./snapshot.ts');
      exit(await snapshot(cluster, options, terminal));
    });
}

function withCluster(name: string): Command {
  return new Command(name).argument(
    '[cluster]',
    'a cluster by name (with the Azure sign-in, in a later version)',
  );
}

function clusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'kubeconfig to use; otherwise as kubectl finds it')
    .option('--context <name>', 'context of the kubeconfig')
    .option('-n, --namespace <name>', 'read this namespace alone', readNamespaceName)
    .option('--budget <time>', 'time for all reading together', readBudget, 30_000)
    .option('--debug', 'log every request to stderr: paths and sizes, no secrets')
    .configureHelp({ sortOptions: true });
}
