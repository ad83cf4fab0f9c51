import type { PagePart } from '../api.ts';

/** What does not work now, each as a sentence: the connection, and the parts of the playground. */
export function Notices({
  lost,
  parts,
}: {
  readonly lost: string | undefined;
  readonly parts: readonly PagePart[];
}) {
  const down = parts.filter((part) => part.is !== 'up');
  return (
    <div className="notices" role="alert">
      {lost !== undefined && <p className="notice bad">{lost}</p>}
      {lost === undefined &&
        down.map(({ name, title, says }) => (
          <p className="notice bad" key={name}>
            {says ??
              `${title} does not work, nor does what needs it. Start the playground again with npm start.`}
          </p>
        ))}
    </div>
  );
}
