import { type AskCommand, asked, mistake } from './command.ts';

/** `/osm explain ID|KEY|E-code`. What is not known is told by the answer, with what is near. */
export const explain: AskCommand = {
  name: 'explain',
  otherNames: [],
  alike: ['why', 'describe', 'info', 'docs', 'what', 'whatis', 'error'],
  usage: 'explain ID|KEY|E-CODE',
  does: "explains a check, a key of MeshConfig, or an error code of OSM's log",
  examples: () => ['explain OSM2004', 'explain E4001', 'explain enableEgress'],
  read(words) {
    const topic = words
      .map(({ text }) => text)
      .join(' ')
      .trim();
    if (topic !== '') return asked({ is: 'explain', topic });
    return mistake(
      "Explain what? The id or name of a check, a key of MeshConfig, or an error code of OSM's log.",
      ...this.examples(''),
    );
  },
};
