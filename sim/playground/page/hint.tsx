import type { PageState } from '../api.ts';
import { Icon } from './icons.tsx';
import { usePlayground } from './playground.ts';
import { say } from './server.ts';

/** The beginning of a channel: what it is for and, where nothing was said yet, what to type. */
export function Hint({
  channel,
  empty,
}: {
  readonly channel: PageState['channels'][number];
  readonly empty: boolean;
}) {
  const { state, notify } = usePlayground();
  const asks = channel.id === state.channels[0]?.id;
  const ask = async (text: string) => {
    const outcome = await say({ channel: channel.id, text });
    notify(outcome.is === 'refused' ? outcome.says : '');
  };
  return (
    <section className="hint" aria-label="The beginning of the channel" data-empty={empty}>
      <span className="badge" aria-hidden="true">
        <Icon name="pulse" />
      </span>
      <h2>This is the beginning of #{channel.name}</h2>
      <p>{channel.about}</p>
      {asks ? (
        <>
          <p>
            Type <code>/osm check {clusterFor(state, 'staging')}</code> in the box below, or begin with one of
            these:
          </p>
          <div className="suggestions">
            {suggestions(state).map(({ text, about: why }) => (
              <button type="button" key={text} onClick={() => ask(text)}>
                <code>{text}</code>
                <span>{why}</span>
              </button>
            ))}
          </div>
        </>
      ) : (
        empty && <p>Nothing was posted yet. What brings something here stands under “The world”.</p>
      )}
    </section>
  );
}

function suggestions(state: Pick<PageState, 'clusters'>) {
  return [
    { text: `/osm check ${clusterFor(state, 'staging')}`, about: 'What is wrong, and what to type' },
    { text: '/osm clusters', about: 'Which clusters there are' },
    { text: '/osm help', about: 'All that can be asked' },
  ];
}

function clusterFor({ clusters }: Pick<PageState, 'clusters'>, wanted: string): string {
  return clusters.find(({ name }) => name === wanted)?.name ?? clusters[0]?.name ?? wanted;
}
