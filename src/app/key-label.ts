/** What a key is called on the screen: `gg`, `F4`, `ctrl-r`. */
export const keyLabel = (key: string): string =>
  key === 'g g' ? 'gg' : /^f\d+$/.test(key) ? key.toUpperCase() : key;
