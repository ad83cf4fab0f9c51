import { describe, expect, test } from '@jest/globals';
import { holds, isAddress, readRange } from '../../../src/checks/gateway/address-range.ts';

describe('readRange', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8', 8],
    ['10.1.2.3/8', '10.0.0.0/8', 8],
    ['10.1.2.3/32', '10.1.2.3/32', 32],
    ['192.168.129.7/17', '192.168.128.0/17', 17],
    ['1.2.3.4/0', '0.0.0.0/0', 0],
    ['10.0.0.0/08', '10.0.0.0/8', 8],
    ['::/0', '::/0', 0],
    ['2001:DB8:0::/32', '2001:db8::/32', 32],
    ['::1/128', '::1/128', 128],
    ['::ffff:10.0.0.1/128', '::ffff:a00:1/128', 128],
  ])('%s', (text, canonical, prefix) => {
    expect(readRange(text)).toEqual({ canonical, prefix });
  });

  test.each([
    ['', '128', '10.0.0.1', '10.0.0.0/', '/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8'],
    [
      '256.0.0.0/8',
      '010.0.0.0/8',
      ' 10.0.0.0/8',
      '10.0.0.0/8 ',
      '10.0.0.0/x',
      'x10.0.0.0/8',
      'x\n10.0.0.0/8',
    ],
    [
      '::1]#/128',
      'x@[::1/128',
      '::/129',
      ':::/0',
      '1::2::3/64',
      'fe80::1%eth0/64',
      '[::1]/128',
      'g::/8',
      '12345::/16',
      'all',
    ],
  ])('refuses %s and the like', (...texts) => {
    expect(texts.filter((text) => readRange(text) !== undefined)).toEqual([]);
  });
});

test('a range holds its addresses', () => {
  expect(holds('169.254.0.0/16', '169.254.169.254')).toBe(true);
  expect(holds('169.254.169.254/32', '169.254.169.254')).toBe(true);
  expect(holds('0.0.0.0/0', '10.0.0.1')).toBe(true);
  expect(holds('10.0.0.0/31', '10.0.0.2')).toBe(false);
  expect(holds('10.0.0.0/33', '10.0.0.0')).toBe(false);
  expect(holds('::/0', '10.0.0.1')).toBe(false);
  expect(holds('10.0.0.0/8', '')).toBe(false);
});

test('an address alone is no range', () => {
  expect(['10.0.0.1', '255.255.255.255'].every(isAddress)).toBe(true);
  expect(['10.0.0.1/32', 'None', '', '10.0.0.256', '::1'].some(isAddress)).toBe(false);
});
