import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printScript } from '../../../src/core/script/print.ts';
import { shellWords } from '../../../src/core/script/print-words.ts';
import { realServerScript } from '../../../src/core/script/real-server.ts';
import { flavours, type Script } from '../../../src/core/script/script.types.ts';
import { hostileScripts, mixedScripts } from './hostile.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite, withFiles } from './programs.ts';
import { wants } from './wants.ts';

/**
 * Every real server's script that there is, by a file's name. Explanations are comments: they make no other
 * script.
 */
const realServers = Object.fromEntries(
  wants.flatMap(([name, want]) =>
    flavours.flatMap(flavour => {
      const script = realServerScript(want, flavour);
      return script.ok
        ? [[`${name.replaceAll(' ', '-')}-${flavour}.sh`, printScript(script.value, { explain: true })]]
        : [];
    }),
  ),
);

const printed = (scripts: readonly Script[]): Readonly<Record<string, string>> =>
  Object.fromEntries(scripts.map((script, at) => [`${at}.sh`, printScript(script, { explain: true })]));

const hostile = printed([...hostileScripts, ...mixedScripts]);

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const sets = [
  ['real servers', realServers],
  ['scripts with hostile names and texts', hostile],
] as const;

test('there are as many scripts as ways, flavours and families allow', () => {
  expect(Object.keys(realServers)).toHaveLength(48);
});

describe.skipIf(!installed('shellcheck'))(suite('shellcheck', 'shellcheck'), () => {
  test.each(sets)(
    'has nothing to say about %s',
    (_, files) => {
      withFiles(files, folder => {
        const paths = Object.keys(files).map(name => `${folder}/${name}`);
        expect(run('shellcheck', '-f', 'gcc', ...paths)).toBe('');
      });
    },
    120_000,
  );
});

describe.each(['bash', 'dash', 'busybox'])('%s', shell => {
  const words = shell === 'busybox' ? ['ash'] : [];

  describe.skipIf(!installed(shell))(suite('reads', shell), () => {
    test.each(sets)(
      '%s',
      (_, files) => {
        withFiles(files, folder => {
          for (const name of Object.keys(files)) run(shell, ...words, '-n', `${folder}/${name}`);
        });
      },
      60_000,
    );

    test('words as they were', () => {
      fc.assert(
        fc.property(
          fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 40 }),
          given => {
            // A lone half of a pair is no character, and has no bytes.
            const texts = given.map(text => Buffer.from(text.replaceAll('\0', '')).toString());
            const line = `for word in ${shellWords(texts)}; do printf '%s\\0' "$word"; done`;
            expect(
              run(shell, ...words, '-c', line)
                .split('\0')
                .slice(0, -1),
            ).toEqual(texts);
          },
        ),
        { numRuns: 40 },
      );
    });
  });
});

test('a word that a shell would take for its own is quoted', () => {
  expect(
    shellWords(['esac', 'done', 'a b', "it's", '', '-x', '~', 'A=b', '10.0.0.200/32', 'a\nb', 'a\0b']),
  ).toBe(`'esac' 'done' 'a b' 'it'\\''s' '' -x '~' A=b 10.0.0.200/32 'a\nb' ab`);
});

describe.skipIf(!namespaces)(namespaceSuite('hostile names and texts, run'), () => {
  /** Start goes on after what fails, as nearly all of it does here, so that every step is run. */
  const going = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => {
        expect(text).toContain('step && continue');
        return [name, text.replace('step && continue', 'step; continue')];
      }),
    );

  // Each of the texts would leave the file /run/owned behind if any shell read it as a command.
  const ran = (files: Readonly<Record<string, string>>, verbs: string): string => {
    const lines = Object.keys(files).map(name => `for verb in ${verbs}; do sh "$F/${name}" $verb; done`);
    return inNamespace(
      going(files),
      `{ cd /run\n${lines.join('\n')}\n} >/dev/null 2>&1\n[ ! -e owned ] && echo nothing`,
    );
  };

  test('do nothing but what the script is for: all of them as one, with every kind of thing', () => {
    expect(ran(printed(mixedScripts), 'start status stop')).toBe('nothing\n');
  }, 60_000);

  test('do nothing but what the script is for: each, where a step has more than one line', () => {
    const kinds: readonly string[] = ['file', 'program', 'nft', 'arptables'];
    const some = hostileScripts.map(script => ({
      ...script,
      items: script.items.filter(item => kinds.includes(item.do.what)),
    }));
    expect(ran(printed(some), 'start')).toBe('nothing\n');
  }, 60_000);
});
