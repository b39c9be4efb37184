/** Remembers the last result of a pure function: the screen asks the same question many times between changes. */
export const memoLast = <A extends readonly unknown[], R>(
  compute: (...args: A) => R,
): ((...args: A) => R) => {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    const same = last !== undefined && args.every((arg, index) => Object.is(arg, last?.args[index]));
    if (last === undefined || !same) last = { args, result: compute(...args) };
    return last.result;
  };
};
