import { describe, expect, test } from 'vitest';
import { searchPalette } from '../../src/app/palette.ts';
import { largeDirector, smallDirector } from './director.ts';
import { Drive } from './drive.ts';

const titles = (drive: Drive, text: string): readonly string[] =>
  searchPalette(drive.state, text).items.map(({ title }) => title);
const small = (): Drive => new Drive().read(smallDirector());

describe('finds', () => {
  test('commands when nothing is typed, with their keys', () => {
    const [first] = searchPalette(small().state, '').items;
    expect(first).toMatchObject({ kind: 'command', title: 'Open', keys: ['enter'] });
  });
  test('by letters, with the letters marked', () => {
    const [first] = searchPalette(small().state, 'frz').items;
    expect(first?.title).toBe('Freeze');
    expect(first?.marks.map(at => first.title[at]).join('')).toBe('Frz'.replace('F', 'F'));
  });
  test('services, servers and themes', () => {
    expect(titles(small(), '201:8080')[0]).toBe('TCP 10.0.0.201:8080');
    expect(titles(small(), '192.168.7.31')[0]).toBe('192.168.7.31');
    expect(titles(small(), 'light')).toContain('Theme light');
  });
  test('in a very large table too', () => {
    const drive = new Drive().read(largeDirector(5000, 3));
    const found = searchPalette(drive.state, '10.100.7.200');
    expect(found.items[0]?.title).toBe('TCP 10.100.7.200:80');
  });
  test('nothing, without a complaint', () =>
    expect(searchPalette(small().state, 'qqqqq')).toEqual({ items: [], total: 0 }));
});

describe('enter', () => {
  test('runs a command', () =>
    expect(small().keys('ctrl-p').type('freeze').keys('enter').state.freeze).toBeDefined());
  test('goes to a service', () => {
    const drive = small().keys('ctrl-p').type('fwm').keys('enter');
    expect(drive.state.table.cursor).toEqual({ service: 'fwm:17' });
  });
  test('shows a server in all its services', () => {
    const drive = small().keys('ctrl-p').type('10.0.0.14').keys('enter');
    expect(drive.state.table.filter.text).toBe('rip:10.0.0.14');
  });
  test('says why a command is not possible', () => {
    const drive = small().keys('ctrl-p').type('invert').keys('enter');
    expect(drive.state.notice?.text).toContain('nothing is sorted');
  });
  test('takes the row that was chosen', () => {
    const drive = small().keys('ctrl-p down down up').type('theme');
    const items = searchPalette(drive.state, 'theme').items;
    expect(drive.state.prompt).toMatchObject({ row: 0 });
    const at = items.findIndex(({ title }) => title === 'Theme mono');
    for (let step = 0; step < at; step++) drive.keys('down');
    expect(drive.keys('enter').state.preferences.theme).toBe('mono');
  });
  test('esc leaves and backspace on nothing too', () => {
    expect(small().keys('ctrl-p esc').state.prompt).toBeUndefined();
    expect(small().keys('ctrl-p a backspace backspace').state.prompt).toBeUndefined();
  });
});
