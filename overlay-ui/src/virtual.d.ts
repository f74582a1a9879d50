// What scripts/texts.mjs makes of the catalogue of texts.
declare module 'virtual:texts' {
  type Pattern = NonNullable<import('@fluent/bundle').FluentResource['body'][number]['value']>;
  /** The names of the texts, and what each language says for them, in that order. */
  const catalogue: { ids: string[] } & Record<'en' | 'de', Pattern[]>;
  export default catalogue;
}
