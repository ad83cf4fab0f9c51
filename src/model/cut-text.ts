/** The text, or its beginning with `…` where it is longer than so many characters. Never half a character. */
export function cutEnd(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** The text, or its beginning and end around `…`: of long names the end tells them apart. */
export function cutMiddle(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  const beginning = characters.slice(0, most - 1 - end).join('');
  return `${beginning}…${end === 0 ? '' : characters.slice(-end).join('')}`;
}
