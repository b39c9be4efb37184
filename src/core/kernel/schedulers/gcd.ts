/** The greatest common divisor of two positive integers. */
export const gcd = (a: number, b: number): number => {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
};

/** The greatest common divisor of those weights that are not 0; 0 when all are. */
export const gcdOfWeights = (weights: readonly number[]): number => {
  let divisor = 0;
  for (const weight of weights) if (weight > 0) divisor = gcd(weight, divisor);
  return divisor;
};
