// The pages' own words, in the language that is spoken. Everything else that is shown comes from the program, ready to
// show. The words lie in src-tauri/texts, where each of the pages' messages is named `page-GROUP-NAME`: `page-panel-pin`
// is `panel.pin` here, and one with arguments is called, `panel.undo({ seconds })`. Read in a template or a `$derived`,
// they change with the language.
import { FluentBundle, type FluentResource } from '@fluent/bundle';
import catalogue from 'virtual:texts';
import type { Language } from './bindings/Language';
import type { Texts } from './bindings/Texts';
import { spoken } from './language.svelte';

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;

/** The texts of one group; those with arguments are functions of them. */
export type Group<Name extends string> = {
  readonly [Id in keyof Texts as Id extends `page-${Name}-${infer Rest}` ? Camel<Rest> : never]: Texts[Id] extends null
    ? string
    : (values: Texts[Id]) => string;
};

const bundles: Record<Language, FluentBundle> = { en: bundle('en'), de: bundle('de') };

function bundle(language: Language): FluentBundle {
  // The marks around arguments are for languages that are written from right to left.
  const made = new FluentBundle(language, { useIsolating: false });
  // Read when the page was built, in the form that the library gives to what it reads.
  const body = catalogue.names.map((id, at) => ({ id, value: catalogue[language][at] }));
  made.addResource({ body } as FluentResource);
  return made;
}

function text(id: string, values: Record<string, string | number> | null): string {
  const pattern = bundles[spoken.now].getMessage(id)?.value;
  return pattern ? bundles[spoken.now].formatPattern(pattern, values) : id;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function group<Name extends string>(name: Name): Group<Name> {
  const start = `${name}-`;
  const made = {};
  for (const [at, id] of catalogue.names.entries()) {
    if (!id.startsWith(start)) continue;
    const plain = typeof catalogue.en[at] === 'string';
    const get = () => (plain ? text(id, null) : (values: Record<string, string | number>) => text(id, values));
    Object.defineProperty(made, camel(id.slice(start.length)), { get, enumerable: true });
  }
  return made as Group<Name>;
}

export const units = group('unit');
export const remedies = group('remedy');
export const panel = group('panel');
export const sale = group('sale');
export const watch = group('watch');
export const currency = group('currency');
export const mine = group('mine');
export const columns = group('column');
export const settings = group('settings');
export const practice = group('practice');
export const pasted = group('pasted');
export const welcome = group('welcome');
export const sections = group('section');
export const setting = group('setting');
export const sent = group('sent');
export const levels = group('level');
export const imports = group('import');
export const doctor = group('doctor');
export const links = group('link');
export const verdicts = group('verdict');
export const fixes = group('fix');
