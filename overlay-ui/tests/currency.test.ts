// The panel of the currency: what it draws, and what it sends when a worth is set or taken back.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Currency } from '../src/bindings/Currency';
import { currencies } from './fixtures/currency';
import { forget, sent } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);

const { default: Panel } = await import('../src/currency/Currency.svelte');

let panel: ReturnType<typeof mount> | null = null;

function show(currency: Currency): void {
  panel = mount(Panel, {
    target: document.body,
    props: { currency, link: { state: 'live', text: 'live' }, realm: 'ladder · softcore' },
  });
  flushSync();
}

const byLabel = <E extends Element = HTMLInputElement>(label: string) => {
  const found = document.querySelector<E>(`[aria-label="${label}"]`);
  if (!found) throw new Error(`nothing is called ${label}`);
  return found;
};
const worth = (name: string) => byLabel(`What one ${name} is worth in HR`);
const type = (input: HTMLInputElement, text: string) => {
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};
const press = (key: string, target: EventTarget = document.activeElement!) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  flushSync();
  return event;
};

beforeEach(forget);
afterEach(async () => {
  if (panel) await unmount(panel);
  panel = null;
});

describe('the currency', () => {
  it.each(Object.entries(currencies))('draws %s', (_, currency) => {
    show(currency);
    const text = document.body.textContent ?? '';
    expect(document.querySelector('h1')?.textContent).toBe('Currency');
    expect(document.querySelectorAll('[data-part=kind]')).toHaveLength(currency.groups.flatMap((group) => group.rows).length);
    if (currency.groups.length > 0) expect(text).toContain(currency.total);
    if (currency.stage.stage === 'stuck') expect(text).toContain(currency.stage.text);
  });

  it('sets a worth by Enter, and by leaving the field', () => {
    show(currencies.read!);
    type(worth('Ber'), '1.25');
    press('Enter');
    type(worth('Worldstone Shard'), '0,01');
    worth('Worldstone Shard').blur();
    expect(sent).toEqual([
      { do: 'setWorth', code: 'r30', hr: 1.25 },
      { do: 'setWorth', code: 'wss', hr: 0.01 },
    ]);
  });

  it('takes the own worth back by emptying the field or by the cross', () => {
    show(currencies.read!);
    type(worth('Vex'), '');
    press('Enter');
    byLabel<HTMLElement>('Forget your own worth of Vex').click();
    expect(sent).toEqual([
      { do: 'setWorth', code: 'r26', hr: null },
      { do: 'setWorth', code: 'r26', hr: null },
    ]);
  });

  it.each(['-1', '0', 'ber', '1e999'])('refuses %s', (text) => {
    show(currencies.read!);
    type(worth('Ber'), text);
    expect(worth('Ber').getAttribute('aria-invalid')).toBe('true');
    press('Enter');
    expect(sent).toEqual([]);
    expect([worth('Ber').value, worth('Ber').getAttribute('aria-invalid')]).toEqual([text, 'true']);
    worth('Ber').blur();
    flushSync();
    expect([worth('Ber').value, worth('Ber').getAttribute('aria-invalid')]).toEqual(['1', 'false']);
    expect(sent).toEqual([]);
  });

  it('forgets what was typed by Esc, and only then leaves Esc to the panel', () => {
    show(currencies.read!);
    type(worth('Ber'), '7');
    expect(press('Escape').defaultPrevented).toBe(true);
    expect(worth('Ber').value).toBe('1');
    expect(press('Escape').defaultPrevented).toBe(false);
    expect(sent).toEqual([]);
  });

  it('goes from field to field by the arrows', () => {
    show(currencies.read!);
    worth('Ber').focus();
    press('ArrowDown');
    expect(document.activeElement).toBe(worth('Vex'));
    press('ArrowUp');
    expect(document.activeElement).toBe(worth('Ber'));
    expect(press('End').defaultPrevented, 'goes to the end of the text').toBe(false);
  });

  it('reads again, logs in, closes', () => {
    show(currencies.stuck!);
    byLabel<HTMLElement>('Read again').click();
    [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Log in'))?.click();
    byLabel<HTMLElement>('Close').click();
    expect(sent.map((action) => action.do)).toEqual(['lookAgain', 'logIn', 'close']);
  });
});
