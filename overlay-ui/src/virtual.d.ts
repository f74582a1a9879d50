// What scripts/texts.mjs makes of the catalogue of texts.
declare module 'virtual:texts' {
  type Pattern = NonNullable<import('@fluent/bundle').FluentResource['body'][number]['value']>;
  /** The names of the texts without `page-`, and what each language says for them, in that order. */
  const catalogue: { names: string[] } & Record<'en' | 'de', Pattern[]>;
  export default catalogue;
}
