// Where the player is in the window: the section on show, or what is searched for.
import { feed } from './feed.svelte';
import { found, rowsOf, sectionIds, type SectionId } from './sections';

const named = (name: string): SectionId | undefined => sectionIds.find((id) => id === name);

class Place {
  section = $state<SectionId>('hotkeys');
  query = $state('');

  readonly searching = $derived(this.query.trim() !== '');
  readonly hits = $derived(this.searching && feed.view ? found(feed.view, this.query) : null);

  /** Shows a section, and ends a search. */
  open(section: SectionId): void {
    this.query = '';
    this.section = section;
  }

  /** Begins where the program opened the window: `settings.html#doctor`. */
  begin(hash: string): void {
    this.open(named(hash.slice(1)) ?? 'hotkeys');
  }

  /** Whether a row is on show, its section being so. */
  shows(key: string): boolean {
    return this.hits?.has(key) ?? true;
  }

  /** Whether a section is on show: the one that is open, or those where something was found. */
  showsSection(section: SectionId): boolean {
    if (!this.searching || !feed.view) return section === this.section;
    return rowsOf(feed.view, section).some((key) => this.shows(key));
  }
}

/** The window's one place. */
export const place = new Place();
