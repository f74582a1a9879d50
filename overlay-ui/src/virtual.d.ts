// What scripts/texts.mjs makes of the catalogue of texts.
declare module 'virtual:texts' {
  const catalogue: Record<'en' | 'de', import('@fluent/bundle').FluentResource['body']>;
  export default catalogue;
}
