import { useId, useState } from 'react';
import type { PageSwitch } from '../../api.ts';
import { usePlayground } from '../playground.ts';
import { act } from '../server.ts';

/** Switches, each with what it does. */
export function SwitchList({ switches }: { readonly switches: readonly PageSwitch[] }) {
  return (
    <ul className="switches">
      {switches.map((one) => (
        <li key={one.id}>
          <Switch of={one} />
        </li>
      ))}
    </ul>
  );
}

function Switch({ of: { id, title, about, on } }: { readonly of: PageSwitch }) {
  const { notify } = usePlayground();
  const [pending, setPending] = useState(false);
  const name = useId();
  const turn = async () => {
    if (pending) return;
    setPending(true);
    const outcome = await act({ switch: id, on: !on });
    setPending(false);
    notify(outcome.is === 'refused' ? outcome.says : '');
  };
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={`${name}-title`}
        aria-describedby={`${name}-about`}
        aria-disabled={pending}
        onClick={turn}
      >
        <span id={`${name}-title`}>{title}</span>
        <span className="track" aria-hidden="true" />
      </button>
      <p id={`${name}-about`} className="small-print">
        {about}
      </p>
    </>
  );
}
