import type { Proof, Remedy, RemedyIntent } from '../model/remedy.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import { dryRunRequest, holdsPatch } from '../remedies/dry-run-request.ts';
import { isSafeIntent } from '../remedies/safe-intent.ts';

/** What a dry run came to: the object as it would be stored, or why there is no answer. */
export type Tried =
  | { readonly is: 'answered'; readonly object: object }
  | { readonly is: 'failed'; readonly problem: { readonly detail: string } };

/** Tries an intent on the API server; undefined where there is nothing to try. */
export type Try = (intent: RemedyIntent) => Promise<Tried | undefined>;

/** Dry runs of one report: beyond them remedies say that they were not tried. */
const most = 50;

/**
 * Tries the remedies of a report on the API server and puts the answers into their proofs. An answer that lacks
 * what was asked for proves nothing, whatever its status.
 */
export async function proveReport(
  report: Report,
  intents: ReadonlyMap<Remedy, RemedyIntent>,
  attempt: Try,
): Promise<Report> {
  const remedies = report.results.flatMap(({ outcome }) =>
    outcome.is === 'failed' ? outcome.findings.flatMap((finding) => finding.remedies) : [],
  );
  const worthTrying = remedies
    .flatMap((remedy) => ({ remedy, intent: intents.get(remedy) }))
    .filter(
      ({ remedy, intent }) => remedy.risk !== 'readOnly' && intent !== undefined && isSafeIntent(intent),
    )
    .slice(0, most);
  const proven = await Promise.all(
    worthTrying.map(async ({ remedy, intent }) => {
      const tried = intent === undefined ? undefined : await attempt(intent);
      return [remedy, proofOf(remedy, intent, tried, report.takenAt)] as const;
    }),
  );
  const proofs = new Map(proven);
  const withProof = (remedy: Remedy): Remedy => ({ ...remedy, proof: proofs.get(remedy) ?? remedy.proof });
  const prove = (finding: Finding): Finding => ({ ...finding, remedies: finding.remedies.map(withProof) });
  return { ...report, results: report.results.map((result) => ofFindings(result, prove)) };
}

function ofFindings(result: Result, prove: (finding: Finding) => Finding): Result {
  const { outcome } = result;
  if (outcome.is !== 'failed') return result;
  return { ...result, outcome: { ...outcome, findings: outcome.findings.map(prove) } };
}

function proofOf(
  { proof }: Remedy,
  intent: RemedyIntent | undefined,
  tried: Tried | undefined,
  at: string,
): Proof {
  if (intent === undefined || tried === undefined) return proof;
  const because =
    tried.is === 'failed'
      ? `The dry run failed: ${tried.problem.detail}`
      : 'The API server took the dry run, but would not store what was asked for.';
  if (tried.is === 'answered' && isAnswerTo(intent, tried.object)) {
    return { by: 'dryRun', at, changed: proof.by === 'none' ? [] : proof.changed };
  }
  return proof.by === 'liveSchema' && tried.is === 'failed' ? { ...proof, because } : { by: 'none', because };
}

/** Whether the answer is the object that was asked about, and holds all that was asked for. */
function isAnswerTo(intent: RemedyIntent, answer: object): boolean {
  const request = dryRunRequest(intent);
  if (request === undefined) return false;
  const name = decodeURIComponent(request.path.split('/').at(-1) ?? '');
  return holdsPatch(answer, { metadata: { name } }) && holdsPatch(answer, request.patch);
}
