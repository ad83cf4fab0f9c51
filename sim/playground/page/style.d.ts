// Style sheets are imported for what they do: the bundler puts them into page.css.
declare module '*.css';
