import { describe, expect, test } from 'vitest';
import { helpText } from '../../../src/core/ipvsadm/help.ts';
import { admission, commandRows, optionNames, optionRows } from '../../../src/core/ipvsadm/options.ts';

const duplicates = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

describe('the option table', () => {
  test('spells nothing twice', () => {
    expect(duplicates([...commandRows, ...optionRows].map(row => row.long))).toEqual([]);
    const letters = [...commandRows.flatMap(row => row.short), ...optionRows.flatMap(row => row.short ?? [])];
    expect(duplicates(letters)).toEqual([]);
    expect(duplicates(optionRows.map(row => row.id))).toEqual([]);
  });

  test('has a row for every name, and one admission for all spellings of a name', () => {
    for (const name of optionNames) {
      const rows = optionRows.filter(row => row.name === name);
      expect(rows.length, name).toBeGreaterThan(0);
      for (const row of rows) expect(row.commands).toEqual(rows[0]?.commands);
    }
  });

  test('explains every row in one line', () => {
    for (const row of [...commandRows, ...optionRows]) {
      expect(row.help, row.long).toMatch(/^[A-Z][^\n]*[^.\n]$/);
      expect(row.arity === 'none', row.long).toBe(row.value.kind === 'flag');
      expect(row.arity === 'none' || row.placeholder !== undefined, row.long).toBe(true);
    }
  });

  test('answers who admits what', () => {
    expect(admission('add-server', 'real-server')).toBe('required');
    expect(admission('list', 'daemon')).toBe('exclusive');
    expect(admission('add-service', 'weight')).toBeUndefined();
  });

  test('makes a help that names everything and fits 80 columns', () => {
    const help = helpText();
    for (const row of [...commandRows, ...optionRows]) expect(help).toContain(`--${row.long}`);
    expect(Math.max(...help.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });
});
