import { usePlayground } from '../playground.ts';

const words = { up: 'runs', down: 'stopped', silent: 'gives no answer' } as const;

/** The parts of the playground, and whether they run. */
export function Parts() {
  const { state } = usePlayground();
  return (
    <section aria-labelledby="parts">
      <h3 id="parts">Parts of the playground</h3>
      <ul className="parts">
        {state.parts.map(({ name, title, is, says }) => (
          <li key={name} data-is={is}>
            <span className="dot" aria-hidden="true" />
            <span>{title}</span>
            <span className="state">{words[is]}</span>
            {says !== undefined && <p className="small-print">{says}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
