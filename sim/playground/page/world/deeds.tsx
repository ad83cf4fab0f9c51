import { useState } from 'react';
import type { PageDeed } from '../../api.ts';
import { usePlayground } from '../playground.ts';
import { act } from '../server.ts';

/** What can be done now, about no cluster in particular. */
export function Deeds() {
  const { state } = usePlayground();
  const general = state.deeds.filter(({ cluster }) => cluster === undefined);
  if (general.length === 0) return null;
  return (
    <section aria-labelledby="deeds">
      <h3 id="deeds">Do now</h3>
      <DeedList deeds={general} />
    </section>
  );
}

/** Deeds, each with what it brings about. */
export function DeedList({ deeds }: { readonly deeds: readonly PageDeed[] }) {
  return (
    <ul className="deeds">
      {deeds.map((deed) => (
        <li key={deed.id}>
          <Deed of={deed} />
        </li>
      ))}
    </ul>
  );
}

function Deed({ of: { id, title, about } }: { readonly of: PageDeed }) {
  const { notify } = usePlayground();
  const [pending, setPending] = useState(false);
  const start = async () => {
    if (pending) return;
    setPending(true);
    const outcome = await act({ deed: id });
    setPending(false);
    notify(outcome.is === 'refused' ? outcome.says : '');
  };
  return (
    <button type="button" aria-disabled={pending} aria-busy={pending} onClick={start}>
      <strong>{title}</strong>
      <span className="small-print">{about}</span>
    </button>
  );
}
