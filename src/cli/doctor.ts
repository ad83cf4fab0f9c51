import { selfCheckState } from '../model/self-check.ts';
import { renderSelfCheck, selfCheckDocument } from '../present/self-check.ts';
import { toolVersion } from '../version.ts';
import { selfCheck } from '../wiring/self-check/index.ts';
import { takeSettings } from './doctor-settings.ts';
import { exitCodes } from './exit-codes.ts';
import { startLine } from './progress.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Options of `osm-doctor doctor`. */
export interface DoctorOptions {
  readonly output: 'text' | 'json';
  readonly settings?: string;
  readonly url?: string;
  readonly color: boolean;
}

/** `osm-doctor doctor`: tries the installation, writes what came of it to stdout and returns the exit code. */
export async function doctor(options: DoctorOptions, terminal: Terminal): Promise<number> {
  const app = options.url === undefined ? undefined : addressOf(options.url);
  // The libraries of Azure read the environment of the process, which is the terminal's.
  if (options.settings !== undefined) takeSettings(options.settings, terminal.env);
  else if (!Object.keys(terminal.env).some((name) => /^(?:OSM|SLACK)_/.test(name))) throw nothingToTry;
  const line = startLine(terminal, 'Reading the settings');
  try {
    const check = await selfCheck(terminal.env, {
      now: terminal.now,
      ...(app === undefined ? {} : { app }),
      onStep: (what) => line?.say(what),
    });
    line?.stop();
    const layout = { paint: paintFor(terminal, options), columns: columnsOf(terminal) };
    terminal.stdout.write(
      options.output === 'json'
        ? `${JSON.stringify(selfCheckDocument(check, toolVersion), undefined, 2)}\n`
        : renderSelfCheck(check, layout),
    );
    const codes = { passed: exitCodes.clean, failed: exitCodes.findings, unknown: exitCodes.incomplete };
    return codes[selfCheckState(check)];
  } finally {
    line?.stop();
  }
}

const nothingToTry = new UsageError(
  'No setting of the app is set here. Name a file that holds them: az functionapp config appsettings list --name APP --resource-group GROUP > FILE, then osm-doctor doctor --settings FILE.',
);

/** A request that is signed goes there: over TLS, or nowhere but this machine. */
function addressOf(url: string): string {
  const { protocol, hostname, username, password } = URL.parse(url) ?? {};
  // It is shown with each answer.
  if (username || password)
    throw new UsageError('--url takes an address without a user name and a password.');
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname ?? '');
  if (protocol === 'https:' || (protocol === 'http:' && here)) return url;
  throw new UsageError(
    `--url takes the https address of the Function App, such as https://osm-doctor.azurewebsites.net; not "${url}".`,
  );
}
