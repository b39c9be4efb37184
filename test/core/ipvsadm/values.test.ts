import { describe, expect, test } from 'vitest';
import { inetAton, parseHostPort } from '../../../src/core/ipvsadm/addresses.ts';
import { flagWords, orderFlags, printFlags, readFlag } from '../../../src/core/ipvsadm/flags.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { leadingNumber, wholeNumber } from '../../../src/core/ipvsadm/numbers.ts';

describe('numbers', () => {
  test.each([
    ['7', 7],
    [' \t7', 7],
    ['+007', 7],
    ['-0', 0],
    ['100', 100],
    ['101', undefined],
    ['-1', undefined],
    ['7 ', undefined],
    ['0x7', undefined],
    ['1e1', undefined],
    ['', undefined],
    ['9'.repeat(400), undefined],
  ])('%j as a whole number up to 100 is %j', (text, value) => {
    expect(wholeNumber(text, 0, 100)).toBe(value);
  });

  test.each([
    ['64x', 64],
    [' -3', -3],
    ['x', 0],
    ['', 0],
    ['4294967360', 64],
    ['9'.repeat(40), -1],
    [`-${'9'.repeat(40)}`, 0],
  ])('%j begins with %j', (text, value) => {
    expect(leadingNumber(text)).toBe(value);
  });
});

describe('addresses', () => {
  test.each([
    ['10.0.0.1', 0x0a000001],
    ['10.1', 0x0a000001],
    ['24', 24],
    ['012.0x1.0.1 and more', 0x0a010001],
    ['4294967295', 0xffffffff],
    ['4294967296', undefined],
    ['1.2.3.4.5', undefined],
    ['08', undefined],
    ['', undefined],
  ])('inet_aton of %j is %j', (text, bits) => {
    expect(inetAton(text)).toBe(bits);
  });

  test.each([
    ['10.0.0.1:http', { address: '10.0.0.1', port: 80 }],
    ['localhost', { address: '127.0.0.1' }],
    ['2001:db8::1:80', { address: '2001:db8::1:80' }],
    ['[2001:db8:0::1]:80', { address: '2001:db8::1', port: 80 }],
    ['[10.0.0.1]:80', { address: '10.0.0.1' }],
    ['[::1]', undefined],
    ['80', undefined],
  ])('%j is read as %j', (text, read) => {
    expect(parseHostPort(text, 'tcp', smallNames)).toEqual(read);
  });
});

describe('scheduler flags', () => {
  test('have names of their own for sh and mh', () => {
    expect(flagWords('sh')).toEqual(['sh-fallback', 'sh-port', 'flag-1', 'flag-2', 'flag-3']);
    expect(flagWords('rr')).toEqual(['flag-1', 'flag-2', 'flag-3']);
    expect(readFlag('sh-port', 'sh')).toBe('flag-2');
    expect(readFlag('sh-port', 'mh')).toBe('incompatible');
    expect(readFlag('port', 'sh')).toBe('unknown');
  });

  test('are printed in the order of their bits; sh and mh keep flag-3 to themselves', () => {
    expect(printFlags(orderFlags(['flag-3', 'flag-1']), 'rr')).toBe('flag-1,flag-3');
    expect(printFlags(['flag-1', 'flag-2', 'flag-3'], 'mh')).toBe('mh-fallback,mh-port');
    expect(printFlags(['flag-3'], 'sh')).toBe('');
  });
});
