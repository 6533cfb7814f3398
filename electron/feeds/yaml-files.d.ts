// Presets in the assets are built into the engine: their text.
declare module '*.yml?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives a file's text by this name
  export default text;
}
