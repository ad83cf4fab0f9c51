import { Command, Option } from 'commander';
import { severities } from '../model/check.ts';
import { toolVersion } from '../version.ts';
import { type CheckOptions, check } from './check.ts';
import type { ConfigOptions } from './config.ts';
import { doctorCommand } from './doctor-command.ts';
import type { ClustersOptions } from './list-clusters.ts';
import { readBudget, readNamespaceName, readOnly } from './options.ts';
import { outputs } from './outputs.ts';
import { permissionsCommand } from './permissions-command.ts';
import type { ClusterOptions } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { type TierOptions, tierHelp } from './tiers.ts';

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
    clustersCommand(terminal, exit),
    permissionsCommand(terminal, exit),
    doctorCommand(terminal, exit),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  program
    .command('explain')
    .description('explain a check, a key of MeshConfig or an error code: why, from what, what to do')
    .argument('<topic>', 'a check (OSM2004), a key (enableEgress), or a code of the log of OSM (E4001)')
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
  return tierOptions(clusterOptions(withCluster('check')))
    .description('judge the mesh of a cluster')
    .option('--only <ids>', 'only these checks: ids, prefixes (OSM2) or areas, with commas', readOnly)
    .addOption(
      new Option('-o, --output <form>', 'form of the report; see below').choices(outputs).default('short'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(severities)
        .default('error'),
    )
    .option('--all', 'every cluster of the fleet; the budget is for each of them')
    .option('--snapshot <file>', 'judge a saved snapshot, as of its own time')
    .option('--dry-run', 'prove the remedies by dry runs on the API server: needs the real rights to patch')
    .option('--since <file>', 'compare with an earlier snapshot of the same cluster')
    .option('--backup <file>', 'see that a backup (YAML or JSON of kubectl) holds every object of the mesh')
    .option('--no-color', 'print no colours')
    .addHelpText(
      'after',
      `
Forms: short (problems), text (everything), json; junit (test results of a
pipeline), sarif (SARIF 2.1.0, code scanning), markdown (a comment, an incident),
html (one page with filters, to keep or to print). The last four and json are
written whatever came of the run: check -o html > report.html
${byNameHelp}

--all reads four clusters at a time. Its exit code is 1 when any has findings;
else 3 when any could not be read or listed; else 4 when anything was unknown;
else 0.`,
    )
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
    .addHelpText(
      'after',
      `
With --kubeconfig or --context no cluster is named: the first word is the key.
Without them a first word that is a key of MeshConfig is taken for the key, and
the current context of the kubeconfig is used; any other is a cluster. One that
is called like a key goes by group/name.
${byNameHelp}`,
    )
    .action(async (words: readonly string[], options: ConfigOptions) => {
      const { config } = await import('./config.ts');
      exit(await config(words, options, terminal));
    });
}

function snapshotCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return tierOptions(clusterOptions(withCluster('snapshot')))
    .description('write what is read of a cluster to stdout, to be judged elsewhere or later')
    .addHelpText('after', byNameHelp)
    .action(async (cluster: string | undefined, options: ClusterOptions & TierOptions) => {
      const { snapshot } = await import('./snapshot.ts');
      exit(await snapshot(cluster, options, terminal));
    });
}

function withCluster(name: string): Command {
  return new Command(name).argument(
    '[cluster]',
    'a cluster of Azure by alias, name, group/name or ARM id; otherwise the context of the kubeconfig',
  );
}

/** How a name becomes a cluster. */
const byNameHelp = `
A cluster by name is found and opened through Azure: with the managed identity
there, elsewhere with what the environment or "az login" gives. OSM_CLUSTERS
gives aliases (name=ARM id;…), OSM_SUBSCRIPTIONS says where to look,
OSM_ALL_CLUSTERS=true takes clusters without the add-on too. Finding it and
signing in count within the budget.`;

function clustersCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('clusters')
    .description(
      'list the clusters that go by name: those of OSM_CLUSTERS, and those in Azure with the OSM add-on',
    )
    .addOption(new Option('-o, --output <form>', 'form').choices(['table', 'json']).default('table'))
    .addOption(budgetOption('time for finding them'))
    .option('--debug', debugHelp)
    .action(async (options: ClustersOptions) => {
      const { listClusters } = await import('./list-clusters.ts');
      exit(await listClusters(options, terminal));
    });
}

function budgetOption(means: string): Option {
  return new Option('--budget <time>', means).argParser(readBudget).default(30_000, '30s');
}

const debugHelp = 'log every request to stderr: paths and outcomes, no secrets';

/** Off unless somebody agrees: each does more than read lists, and needs a right of its own. */
function tierOptions(command: Command): Command {
  return command.option('--deep', tierHelp.deep).option('--probe', tierHelp.probe);
}

function clusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'kubeconfig to use; otherwise as kubectl finds it')
    .option('--context <name>', 'context of the kubeconfig')
    .option('-n, --namespace <name>', 'read this namespace alone', readNamespaceName)
    .addOption(budgetOption('time for all reading together'))
    .option('--debug', debugHelp)
    .configureHelp({ sortOptions: true });
}
