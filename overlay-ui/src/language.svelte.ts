// The language that the page speaks: at first the one that its window was opened with, then that of each view.
import type { Language } from './bindings/Language';

function opened(): Language {
  return new URLSearchParams(location.search).get('language') === 'de' ? 'de' : 'en';
}

class Spoken {
  #now = $state<Language>(opened());

  constructor() {
    document.documentElement.lang = this.#now;
  }

  get now(): Language {
    return this.#now;
  }

  /** Everything that is drawn speaks this language from now on. */
  speak(language: Language): void {
    // Set anew, even to the same, the attribute would have the whole page styled anew.
    if (language === this.#now) return;
    this.#now = language;
    document.documentElement.lang = language;
  }
}

/** The page's one language. */
export const spoken = new Spoken();
