import { expect, it } from 'vitest';
import { formatBound, parseBound } from '../src/number';

it.each([
  ['', null],
  ['  ', null],
  ['17', 17],
  ['-3', -3],
  ['+4', 4],
  ['0,5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e9', undefined],
  ['1.2.3', undefined],
  ['Infinity', undefined],
  ['0x10', undefined],
  ['-', undefined],
])('reads %j as %s', (typed, bound) => {
  expect(parseBound(typed)).toBe(bound);
});

it.each([
  [null, ''],
  [17, '17'],
  [0.1 + 0.2, '0.3'],
  [-0.125, '-0.125'],
])('writes %s as %j', (bound, text) => {
  expect(formatBound(bound)).toBe(text);
});
