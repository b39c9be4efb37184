import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/core/explain/explain.ts';
import { knobRows } from '../../../src/core/explain/knobs/rows.ts';
import { slipRules } from '../../../src/core/explain/rules/index.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';

const folders = ['scripts', '../../contract/corpus'].map(folder => join(import.meta.dirname, folder));
const texts = folders.flatMap(folder =>
  readdirSync(folder).map(file => [file, readFileSync(join(folder, file), 'utf8')] as const),
);
const settings = knobRows.flatMap(({ name, values }) =>
  Object.keys(values).map(value => `sysctl -w ${name.replace('*', 'all')}=${value}`),
);

/** Words that are written in capitals: names of the field. */
const capitals = new Set(
  'ARP CPU DNAT DNS DR DROP ESTABLISHED FIN FORWARD FTP FWM GRE GUE ICMP ID INPUT IP IPVS MAC MASQUERADE MARK NAME NAT NFS OUTPUT POSTROUTING PREROUTING RHEL SCTP SNAT SYN TCP TUN UDP URL VALUE VIP AUTO'.split(
    ' ',
  ),
);

/** What a sentence is made of, without what it quotes. */
const plain = (sentence: string): string =>
  sentence.replace(/"[^"]*"|\([^)]*\)\. \w+|\([^)]*\)|the variable \w+|\S*[/$:.=*]\S+/g, '');

describe('the words', () => {
  const sentences = [...texts, ['settings', settings.join('\n')] as const].flatMap(([, text]) =>
    explainText(text, { names: smallNames }).lines.flatMap(({ words, problems }) => [
      ...words,
      ...problems.map(problem => problem.text),
    ]),
  );

  test('are sentences: they begin with a capital or a name, and end with a full stop', () => {
    const odd = [...new Set(sentences)].filter(
      words => !/^[\p{Lu}"\d$/-]|^[a-z]+(?:[:_ ]|$)/u.test(words) || !/[.:]$/.test(words),
    );
    expect(odd).toEqual([]);
  });

  test('do not shout', () => {
    const loud = [...new Set(sentences)].filter(
      words =>
        words.includes('!') || (plain(words).match(/\b[A-Z]{2,}\b/g) ?? []).some(word => !capitals.has(word)),
    );
    expect(loud).toEqual([]);
  });

  test('hold nothing that was left out', () => {
    expect(sentences.filter(words => /undefined|NaN|\[object| {2}| \.|,\./.test(words))).toEqual([]);
  });

  test('each rule says what it looks for', () => {
    for (const { about } of slipRules) expect(about).toMatch(/^(?:[-A-Z]|arp_).*\.$/);
  });
});
