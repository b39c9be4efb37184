/** Making few sentences of many. */

/** More sentences of one kind than this become one that counts. */
export const mostNamed = 3;

/** `A, B and 3 more services`. */
export const named = (labels: readonly string[]): string =>
  labels.length <= mostNamed
    ? labels.length < 2
      ? labels.join('')
      : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`
    : `${labels.slice(0, mostNamed - 1).join(', ')} and ${labels.length - mostNamed + 1} more services`;

/** Sentences that say the same of several services become one. */
export const grouped = (
  said: readonly { readonly label: string; readonly text: (of: string) => string }[],
) => {
  const groups = new Map<string, { labels: string[]; text: (of: string) => string }>();
  for (const { label, text } of said) {
    const key = text('');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels: [label], text });
    else group.labels.push(label);
  }
  return [...groups.values()].map(({ labels, text }) => text(named(labels)));
};
