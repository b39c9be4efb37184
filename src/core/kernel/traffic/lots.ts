/**
 * Lots for the traffic: a stream of numbers that depends on nothing but the words it is made from, so that what a
 * service's clients do at one moment can be drawn without knowing what was drawn before. The generator is sfc32
 * (Doty-Humphrey, PractRand), seeded through the mixing step of splitmix32.
 */

const mixed = (value: number): number => {
  let z = (value + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
};

/** A stream of lots. Drawing moves it on; make one where it is used and throw it away. */
export interface Lots {
  /** A number 0 <= x < 1. */
  share(): number;
  /** A whole number 0..below-1. */
  below(below: number): number;
  /** How often something happens that happens `mean` times on average (Poisson). */
  times(mean: number): number;
  /** A waiting time of this mean (exponential). */
  wait(mean: number): number;
}

/** The stream of these words (whole numbers; each counts with its lower 32 bits). */
export const lots = (...words: readonly number[]): Lots => {
  let seed = 0x2545f491;
  for (const word of words) seed = mixed(seed ^ mixed(word));
  let a = mixed(seed);
  let b = mixed(a);
  let c = mixed(b);
  let counter = 1;
  const draw = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let skipped = 0; skipped < 4; skipped++) draw();
  const share = () => draw() / 0x1_0000_0000;
  return {
    share,
    below: below => Math.floor(share() * below),
    wait: mean => -Math.log(1 - share()) * mean,
    times(mean) {
      if (mean <= 0) return 0;
      if (mean > 40) {
        // The sum of twelve even lots is close enough to a normal one.
        let sum = -6;
        for (let lot = 0; lot < 12; lot++) sum += share();
        return Math.max(0, Math.round(mean + sum * Math.sqrt(mean)));
      }
      const limit = Math.exp(-mean);
      let count = -1;
      for (let product = 1; product > limit; count++) product *= 1 - share();
      return count;
    },
  };
};
