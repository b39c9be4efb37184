/** What surrounds commands in notes, guides and chats: fences, numbers of steps, bullets, prompts. */
import { hasPrompt, undress } from '../../ipvsadm/script.ts';

/** A line of a text that is no command and carries nothing to tell. */
export const isRuler = (line: string): boolean => /^[-=*_~+]{3,}$/.test(line);

/** The fence of a block of code in Markdown. */
export const isFence = (line: string): boolean => /^(?:```|~~~)/.test(line);

const step = /^(?:\d{1,3}[.)]|[*•·]|\(\d{1,2}\)|[-–](?=\s+[`$#\w]))\s+/;

/**
 * A line without what surrounds its command, and whether a prompt stood before it. `afterHash`: `# ` is a prompt too where
 * one of these programs follows.
 */
export const bareLine = (
  line: string,
  afterHash?: (program: string) => boolean,
): { readonly text: string; readonly prompt: boolean } => {
  const rooted = afterHash === undefined ? undefined : rootCommand(line, afterHash);
  if (rooted !== undefined) return { text: rooted, prompt: true };
  // A prompt alone; and a redirection that empties a file, where ">" is no prompt.
  if (/^[$#%>]$/.test(line)) return { text: '', prompt: true };
  if (/^>{1,2}\s*\/\S+$/.test(line)) return { text: line, prompt: false };
  const once = undress(line);
  const bare = undress(once.replace(step, ''));
  return { text: bare, prompt: hasPrompt(line) || hasPrompt(line.trimStart().replace(step, '')) };
};

/** The command behind `# `, where it begins with one of these programs. */
const rootCommand = (line: string, acts: (program: string) => boolean): string | undefined => {
  const [, command = '', program = ''] = /^#\s+((\S+).*)$/.exec(line) ?? [];
  return acts(program.slice(program.lastIndexOf('/') + 1)) ? command : undefined;
};

/**
 * Whether `# ` stands for the prompt of root in a text: commands follow it, there is no other command, and the text is no
 * script. Elsewhere it puts a line out of action.
 */
export const rootPrompts = (
  lines: readonly string[],
  { acts }: { readonly acts: (program: string) => boolean },
): boolean => {
  if (lines[0]?.startsWith('#!') === true) return false;
  let found = false;
  for (const line of lines) {
    const text = line.slice(0, 300).trim();
    const [first = ''] = text.split(/\s/, 1);
    if (/^(?:-[A-Za-z]|\$)/.test(first) || acts(first.slice(first.lastIndexOf('/') + 1))) return false;
    found ||= rootCommand(text, acts) !== undefined;
  }
  return found;
};

/** Whether blocks of code are fenced in this text: then what stands outside of them is text. */
export const isFenced = (lines: readonly string[]): boolean => lines.some(line => isFence(line.trimStart()));

const sentenceEnd = /[.:!?。：！？]$/u;

/** Whether a line is a sentence in all but its first letter: some words, a mark at its end, nothing that commands are made of. */
export const isSentence = (line: string): boolean =>
  line.split(/\s+/, 4).length > 2 && sentenceEnd.test(line) && !/(?:^|\s)-|[/=$|<>]/.test(line);

/** Whether a line whose first word is no program that lvsh knows reads like a sentence. */
export const readsLikeText = (line: string): boolean => {
  const words = line.split(/\s+/, 4);
  const [first = ''] = words;
  if (/[/=$]/.test(first)) return false;
  // Programs are written small, and in ASCII.
  if (/^[^\x00-\x7f]/.test(first) || (/^[A-Z][a-z]/.test(first) && words.length > 1)) return true;
  return isSentence(line);
};
