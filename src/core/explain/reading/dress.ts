/** What surrounds commands in notes, guides and chats: fences, numbers of steps, bullets, prompts. */
import { hasPrompt, undress } from '../../ipvsadm/script.ts';

/** A line of a text that is no command and carries nothing to tell. */
export const isRuler = (line: string): boolean => /^[-=*_~+]{3,}$/.test(line);

/** The fence of a block of code in Markdown. */
export const isFence = (line: string): boolean => /^(?:```|~~~)/.test(line);

const step = /^(?:\d{1,3}[.)]|[*•·]|\(\d{1,2}\)|[-–](?=\s+[`$#\w]))\s+/;

/** A line without what surrounds its command, and whether a prompt stood before it. */
export const bareLine = (line: string): { readonly text: string; readonly prompt: boolean } => {
  // A prompt alone; and a redirection that empties a file, where ">" is no prompt.
  if (/^[$#%>]$/.test(line)) return { text: '', prompt: true };
  if (/^>{1,2}\s*\/\S+$/.test(line)) return { text: line, prompt: false };
  const once = undress(line);
  const bare = undress(once.replace(step, ''));
  return { text: bare, prompt: hasPrompt(line) || hasPrompt(line.trimStart().replace(step, '')) };
};

/** Whether blocks of code are fenced in this text: then what stands outside of them is text. */
export const isFenced = (lines: readonly string[]): boolean => lines.some(line => isFence(line.trimStart()));

const sentenceEnd = /[.:!?。：！？]$/u;

/** Whether a line whose first word is no program that lvsh knows reads like a sentence. */
export const readsLikeText = (line: string): boolean => {
  const words = line.split(/\s+/, 4);
  const [first = ''] = words;
  if (/[/=$]/.test(first)) return false;
  // Programs are written small, and in ASCII.
  if (/^[^\x00-\x7f]/.test(first) || (/^[A-Z][a-z]/.test(first) && words.length > 1)) return true;
  return words.length > 2 && sentenceEnd.test(line) && !words.some(word => word.startsWith('-'));
};
