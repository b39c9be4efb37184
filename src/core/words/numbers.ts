/** Numbers and times as a person reads them. */

const suffixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * At most five characters, three digits that matter: 7, 999, 9999, 12.3k, 123k, 1.23M. Decimal, as ipvsadm's own
 * suffixes are. Below ten a fraction keeps one digit (0.4).
 */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return '?';
  if (value < 0) return `-${short(-value)}`;
  if (value < 9.95) {
    const rounded = Math.round(value * 10) / 10;
    return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
  }
  if (value < 9999.5) return String(Math.round(value));
  let scaled = value;
  let power = 0;
  while (scaled >= 999.5 && power < suffixes.length - 1) {
    scaled /= 1000;
    power++;
  }
  const digits = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
  return `${scaled.toFixed(digits)}${suffixes[power] ?? ''}`;
};

/** Every digit, in groups of three: 1 234 567. */
export const whole = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ') : '?';

/** Seconds as 45s, 6m, 1h30m, 2d: exact, the largest two units. */
export const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const units: readonly (readonly [string, number])[] = [
    ['d', Math.floor(whole / 86_400)],
    ['h', Math.floor(whole / 3600) % 24],
    ['m', Math.floor(whole / 60) % 60],
    ['s', whole % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  if (first < 0) return '0s';
  const said = units.slice(first, first + 2).filter(([, count]) => count > 0);
  return said.map(([unit, count]) => `${count}${unit}`).join('');
};

/** Seconds in words: 6 minutes, 1 hour 30 minutes, 45 seconds. */
export const durationWords = (seconds: number): string =>
  duration(seconds)
    .replace(/(\d+)([dhms])/g, (_, count: string, unit: string) => {
      const name =
        ({ d: 'day', h: 'hour', m: 'minute', s: 'second' } as Record<string, string>)[unit] ?? unit;
      return `${count} ${name}${count === '1' ? '' : 's'} `;
    })
    .trim();

const two = (value: number): string => String(value).padStart(2, '0');

/** 12:04:31 of a moment in milliseconds since 1970, `offsetMinutes` ahead of UTC. */
export const clock = (at: number, offsetMinutes: number): string => {
  const seconds = Math.floor(at / 1000 + offsetMinutes * 60);
  const ofDay = ((seconds % 86_400) + 86_400) % 86_400;
  return `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`;
};

/** `1 server`, `3 servers`. */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${whole(value)} ${value === 1 ? one : many}`;
