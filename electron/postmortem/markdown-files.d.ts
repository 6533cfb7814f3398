// Markdown of the assets that is built into the engine: its text.
declare module '*.md?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives a file's text by this name
  export default text;
}
