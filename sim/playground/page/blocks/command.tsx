import { useId, useRef, useState } from 'react';
import type { RunResult } from '../../api.ts';
import { Icon } from '../icons.tsx';
import { usePlayground } from '../playground.ts';
import { type Outcome, run } from '../server.ts';
import { clustersForCommand } from '../state/run-where.ts';
import { useMessage } from './message-place.ts';

/** A command to copy and, where kubectl is there, to run in the simulated cluster. */
export function Command({ text }: { readonly text: string }) {
  const { state, fillBox } = usePlayground();
  const said = useMessage()?.said ?? '';
  const clusters = state.kubectl ? clustersForCommand(text, said, state.clusters) : [];
  const pre = useRef<HTMLPreElement>(null);
  return (
    <div className="command">
      <div className="typed">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre ref={pre} tabIndex={0}>
          <Words of={text} />
        </pre>
        <Copy text={text} select={() => pre.current && getSelection()?.selectAllChildren(pre.current)} />
      </div>
      {text.startsWith('/osm ') && (
        <p className="run">
          <button type="button" onClick={() => fillBox(text)}>
            Put it in the message box
          </button>
        </p>
      )}
      {clusters.length > 0 && <RunHere command={text} clusters={clusters} />}
    </div>
  );
}

/** A line breaks between words: within one only where it is longer than the line. */
function Words({ of }: { readonly of: string }) {
  return of.split(/(\s+)/).map((word, place) =>
    place % 2 === 1 ? (
      word
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: words are known by their place
      <span key={place} className="word">
        {word}
      </span>
    ),
  );
}

function Copy({ text, select }: { readonly text: string; readonly select: () => void }) {
  const [says, setSays] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSays('Copied');
    } catch {
      // Some browsers allow it on no plain address: then the reader's own key does it.
      select();
      setSays('Press Ctrl+C');
    }
    setTimeout(() => setSays(''), 2_000);
  };
  return (
    <button
      type="button"
      className="copy"
      data-said={says === '' ? 'no' : 'yes'}
      aria-label={`Copy ${text}`}
      onClick={copy}
    >
      <Icon name="copy" />
      <span aria-live="polite">{says || 'Copy'}</span>
    </button>
  );
}

function RunHere({ command, clusters }: { readonly command: string; readonly clusters: readonly string[] }) {
  const [chosen, choose] = useState(clusters[0] ?? '');
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<{ readonly cluster: string; readonly how: Outcome<RunResult> }>();
  const where = useId();
  const cluster = clusters.includes(chosen) ? chosen : (clusters[0] ?? '');
  const start = async () => {
    if (pending) return;
    setPending(true);
    setEnded({ cluster, how: await run({ command, cluster }) });
    setPending(false);
  };
  return (
    <>
      <p className="run">
        <button type="button" aria-disabled={pending} aria-busy={pending} onClick={start}>
          <Icon name="run" />
          {pending ? 'Running …' : 'Run it in the simulated cluster'}
          {clusters.length === 1 && <span className="where">{cluster}</span>}
        </button>
        {clusters.length > 1 && (
          <>
            <label className="unseen" htmlFor={where}>
              Cluster to run it in
            </label>
            <select id={where} value={cluster} onChange={(event) => choose(event.target.value)}>
              {clusters.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </>
        )}
      </p>
      <div className="ended" role="status">
        {ended && <Ended {...ended} />}
      </div>
    </>
  );
}

function Ended({ cluster, how }: { readonly cluster: string; readonly how: Outcome<RunResult> }) {
  if (how.is === 'refused') return <p className="wrong">{how.says}</p>;
  const { exitCode, stdout, stderr } = how.value;
  return (
    <>
      <p className={exitCode === 0 ? 'went-well' : 'wrong'}>
        {exitCode === 0 ? `Done in ${cluster}.` : `Failed in ${cluster} with exit code ${exitCode}.`}
        {stdout === '' && stderr === '' && ' It printed nothing.'}
      </p>
      {[stdout, stderr]
        .filter((printed) => printed !== '')
        .map((printed) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <pre key={printed} tabIndex={0}>
            {printed.trimEnd()}
          </pre>
        ))}
    </>
  );
}
