import type { PageCluster } from '../../api.ts';
import { usePlayground } from '../playground.ts';
import { DeedList } from './deeds.tsx';
import { SwitchList } from './switch-list.tsx';

/** The clusters: what each is, what can be broken in it, and the way to ask about it. */
export function Clusters() {
  const { state } = usePlayground();
  return (
    <section aria-labelledby="clusters">
      <h3 id="clusters">Clusters</h3>
      <ul className="clusters">
        {state.clusters.map((cluster) => (
          <li key={cluster.name}>
            <Cluster of={cluster} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cluster({ of: { name, about, own } }: { readonly of: PageCluster }) {
  const { state, fillBox } = usePlayground();
  const switches = state.switches.filter(({ cluster }) => cluster === name);
  const deeds = state.deeds.filter(({ cluster }) => cluster === name);
  const on = switches.filter((one) => one.on).length;
  return (
    <>
      <div className="cluster">
        <p>
          <strong>{name}</strong>
          {own && <span className="app">your own, only read</span>}
          {on > 0 && <span className="app bad">{on} broken here</span>}
        </p>
        <button
          type="button"
          className="plain"
          aria-label={`Check ${name}: put the command in the message box`}
          onClick={() => fillBox(`/osm check ${name}`)}
        >
          Check
        </button>
      </div>
      <p className="small-print">{about}</p>
      {switches.length + deeds.length > 0 && (
        <details>
          <summary>
            Break and mend<span className="unseen"> {name}</span>
            <span className="count">{switches.length + deeds.length}</span>
          </summary>
          <div className="inside">
            <SwitchList switches={switches} />
            {deeds.length > 0 && <DeedList deeds={deeds} />}
          </div>
        </details>
      )}
    </>
  );
}
