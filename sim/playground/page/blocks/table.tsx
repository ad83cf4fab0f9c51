import { type Json, object, objects, text } from '../../../../src/model/json.ts';
import { RichText } from './rich-text.tsx';

/** A table; its first row is the head. */
export function Table({ block }: { readonly block: Json }) {
  const [head = [], ...rows] = (Array.isArray(block['rows']) ? block['rows'] : []).map(objects);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place
              <th key={place} scope="col">
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
            <tr key={at}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place
                <td key={place}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell }: { readonly cell: Json }) {
  return cell['type'] === 'rich_text' ? <RichText block={cell} /> : (text(object(cell)['text']) ?? '');
}
