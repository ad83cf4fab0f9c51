// What scripts/preview uses of React, instead of a package of types for three functions.

declare module 'react' {
  /** An element of this component with these properties. */
  export function createElement(component: unknown, properties: object): object;
}

declare module 'react-dom/server' {
  /** The HTML of an element. */
  export function renderToStaticMarkup(element: object): string;
}
