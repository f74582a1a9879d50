// The form that lists an item: what it draws of each state and what it sends for each deed of the player.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sale } from '../src/bindings/Sale';
import { sales } from './fixtures/sale';
import { forget, sent, sentOf } from './program';
import { nameOf } from './spoken';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);

const { default: Form } = await import('../src/sale/Sale.svelte');

let form: ReturnType<typeof mount> | null = null;

function show(sale: Sale): void {
  form = mount(Form, {
    target: document.body,
    props: { sale, link: { state: 'live', text: 'live' }, realm: 'ladder · softcore' },
  });
  flushSync();
}

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const price = () => document.querySelector<HTMLInputElement>('.field input')!;
const button = (text: string) => {
  const found = all('button').find((one) => one.textContent?.includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  return found as HTMLButtonElement;
};
const press = (key: string, target: EventTarget = document.activeElement ?? document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const type = (input: HTMLInputElement, text: string) => {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};

beforeEach(forget);
afterEach(async () => {
  if (form) await unmount(form);
  form = null;
});

describe('the form', () => {
  it.each(Object.entries(sales))('draws %s', (_, sale) => {
    show(sale);
    const text = document.body.textContent ?? '';
    expect(text).toContain('Raven Frost');
    const { stage } = sale;
    if (stage.stage === 'nowhere' || stage.stage === 'stuck') expect(text).toContain(stage.text);
    if (stage.stage === 'sending') expect(text).toContain(stage.text);
    if (stage.stage === 'found') expect(text).toContain(stage.words);
    if (stage.stage === 'choosing') expect(all('[data-part=choice]')).toHaveLength(stage.choices.length);
    if (sale.problem) expect(text).toContain(sale.problem.text);
  });

  it('has the keyboard in the price, with what is suggested chosen', () => {
    show(sales.ready!);
    expect(document.activeElement).toBe(price());
    expect([price().selectionStart, price().selectionEnd]).toEqual([0, 3]);
  });

  it('lists by Enter with what is typed', () => {
    show(sales.ready!);
    type(price(), '0.75');
    document.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]!.click();
    type(document.querySelector<HTMLInputElement>('[aria-label="Note for the buyer"]')!, 'perfect');
    press('Enter', price());
    expect(sentOf('draft')).toHaveLength(3);
    expect(sent.at(-1)).toEqual({ do: 'giveIn', draft: { price: '0.75', note: 'perfect', negotiable: true } });
  });

  it.each(['finding', 'twins', 'near', 'nowhere', 'stuck', 'sending', 'checking', 'changing'])(
    'lists nothing by Enter while %s',
    (name) => {
      show(sales[name]!);
      press('Enter', document.body);
      expect(sentOf('giveIn')).toEqual([]);
    },
  );

  it('has the keyboard at the way out where it is stuck', () => {
    show(sales.stuck!);
    expect(document.activeElement?.textContent?.trim()).toBe('Look again');
  });

  it('chooses one of several by its number or by a click, and none by Enter', () => {
    show(sales.twins!);
    expect(document.body.textContent).toContain('listed for 0.5');
    press('Enter', document.body);
    press('3', document.body);
    expect(sent).toEqual([]);
    press('2', document.body);
    all('[data-part=choice]')[0]!.click();
    expect(sentOf('choose').map((action) => action.choice)).toEqual([1, 0]);
  });

  it('marks how a near one differs', () => {
    show(sales.near!);
    expect(nameOf(all('[data-part=choice]')[0]!)).toBe('1 Stash, page 1 · column 2, row 3 better by 2 dex worse by 9 AR');
    expect(all('[data-part=choice]')[1]!.textContent).toContain('differs in level');
  });

  it('looks again, or takes the one of the other realm', () => {
    show(sales.elsewhere!);
    button('Look again').click();
    expect(document.body.textContent).toContain('It is in non-ladder');
    button('List it there').click();
    expect(sent).toEqual([{ do: 'lookAgain' }, { do: 'chooseElsewhere' }]);
  });

  it('bumps, takes back and reprices what is listed', () => {
    show(sales.listed!);
    button('Bump').click();
    button('Take it back').click();
    press('Enter', price());
    expect(sent.map((action) => action.do)).toEqual(['bump', 'delist', 'giveIn']);
  });

  it('gives the price the keyboard again when the pressed button is gone', () => {
    const props = $state({ sale: sales.listed!, link: { state: 'live' as const, text: 'live' }, realm: '' });
    form = mount(Form, { target: document.body, props });
    flushSync();
    button('Take it back').focus();
    props.sale = sales.ready!;
    flushSync();
    expect(document.activeElement).toBe(price());
  });

  it('chooses a price that is suggested late, and leaves what is typed alone', () => {
    const props = $state({ sale: sales.finding!, link: { state: 'live' as const, text: 'live' }, realm: '' });
    form = mount(Form, { target: document.body, props });
    flushSync();
    props.sale = sales.ready!;
    flushSync();
    expect([price().value, price().selectionStart, price().selectionEnd]).toEqual(['0.5', 0, 3]);
    type(price(), '0.75');
    props.sale = { ...sales.ready!, price: '0.75' };
    flushSync();
    expect([price().value, price().selectionStart]).toEqual(['0.75', 4]);
  });

  it('does not bump before its time, nor anything while a change is under way', () => {
    show(sales.listedLately!);
    expect(button('Bump in 4 h').disabled).toBe(true);
    expect(button('Take it back').disabled).toBe(false);
    expect(button('Change the price').disabled).toBe(false);
  });

  it('waits while a change is under way', () => {
    show(sales.changing!);
    for (const text of ['Bump', 'Take it back', 'Change the price']) expect(button(text).disabled).toBe(true);
  });

  it('says what is wrong with a price', () => {
    show(sales.badPrice!);
    expect(price().getAttribute('aria-invalid')).toBe('true');
    expect(document.body.textContent).toContain('such as 0.5');
  });

  it('offers the login that a listing waits for', () => {
    show(sales.waitsForLogin!);
    button('Log in').click();
    expect(sent).toEqual([{ do: 'logIn' }]);
  });
});
