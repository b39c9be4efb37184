/** The files of the hostile test: odd names, and texts that cannot be read. */
import { escapes } from './values.ts';

/** Names of files that exist, with an ordinary text in them. */
export const oddNames = [`na${escapes}me`, 'na\nme', '-Sn', '$(touch pwned)', ' ', "'"] as const;

const textLine = '-A -t 10.1.0.7:80 -s rr';
/** Texts with lines that cannot be read, and which lines these are. */
export const badTexts: Readonly<Record<string, { readonly text: string; readonly bad: readonly number[] }>> =
  {
    escapes: { text: `${textLine}\n-A -t ${escapes} -s rr\n${escapes}\n`, bad: [2] },
    nul: { text: `-A -t 10.1\u0000.0.7:80\n${textLine}\n`, bad: [1] },
    long: { text: `-A -t ${'9'.repeat(1_000_000)}\n${textLine}\n`, bad: [1] },
    substitution: { text: `-A -t $(touch /run/pwned)\n-a -t \`touch /run/pwned\` -r ;touch\n`, bad: [1, 2] },
  };

/** All files, by their path in the job folder. */
export const files: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(badTexts).map(([name, { text }]) => [`files/bad-${name}`, text]),
  ...oddNames.map(name => [`files/${name}`, '-A -t 10.1.0.8:80 -s rr\n']),
  ['files/crlf', '-A -t 10.1.0.7:80 -s rr\r\n-a -t 10.1.0.7:80 -r 10.0.0.7:80 -m\r\n'],
]);
