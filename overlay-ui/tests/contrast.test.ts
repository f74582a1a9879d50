// Every colour of text is legible on every ground that it stands on, over any picture behind the panel.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colour = [red: number, green: number, blue: number, alpha: number];

// Vitest empties imported style sheets; this one is read as the file that it is.
const sheet = readFileSync('src/tokens.css', 'utf8');

function token(name: string): Colour {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(sheet)?.[1]?.trim();
  if (!value) throw new Error(`there is no token --${name}`);
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (hex) return [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16), parseInt(hex[3]!, 16), 1];
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(value);
  if (!rgb) throw new Error(`--${name} is no colour: ${value}`);
  return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3]), Number(rgb[4])];
}

function over(top: Colour, bottom: Colour): Colour {
  const mix = (at: 0 | 1 | 2) => top[at] * top[3] + bottom[at] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(text: Colour, ground: Colour): number {
  const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const white: Colour = [255, 255, 255, 1];
const ground = over(token('ground'), white);
const grounds: Record<string, Colour> = {
  'the panel over a white picture': ground,
  'the panel’s upper edge': over(token('sheen'), ground),
  'a raised part': token('ground-raised'),
  'a sunken part': over(token('ground-sunken'), ground),
  'a hovered row': over(token('veil'), over(token('ground-sunken'), ground)),
  'an ordinary window': token('ground-solid'),
};
const texts = [
  'text',
  'text-soft',
  'text-faint',
  'gold',
  'gold-bright',
  'q-normal',
  'q-socketed',
  'q-magic',
  'q-rare',
  'q-set',
  'q-unique',
  'q-crafted',
  'q-runeword',
  'corrupted',
  'good',
  'bad',
  'live',
  'warn',
];

describe.each(Object.entries(grounds))('on %s', (_, colour) => {
  it.each(texts)('%s is legible', (name) => {
    expect(contrast(token(name), colour)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('in its own places', () => {
  it.each([
    ['on-gold', 'gold-top'],
    ['on-gold', 'gold-bottom'],
    ['text', 'ground-hover'],
    ['gold-bright', 'ground-hover'],
    ['q-magic', 'tooltip'],
    ['gold-dim', 'ground-sunken'],
  ])('%s on %s', (text, name) => {
    expect(contrast(token(text), over(token(name), ground))).toBeGreaterThanOrEqual(4.5);
  });
});
