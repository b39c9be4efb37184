/** Moments as a person reads them in a list: the day only where it is another one. */
import { clock } from '../../core/words/numbers.ts';

const dayMs = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The day of a moment (milliseconds since 1970) as a number, `offsetMinutes` ahead of UTC. */
export const dayOf = (at: number, offsetMinutes: number): number =>
  Math.floor((at + offsetMinutes * 60_000) / dayMs);

const dateOf = (day: number): Date => new Date(day * dayMs);

/** `19 Nov`, with the year where it is not that of `today`. */
const dayWords = (day: number, today: number): string => {
  const date = dateOf(day);
  const year = date.getUTCFullYear();
  const words = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? '?'}`;
  return year === dateOf(today).getUTCFullYear() ? words : `${words} ${year}`;
};

/** `Today`, `Yesterday, Thu 19 Nov`, `Wed 18 Nov`, `Mon 3 Feb 2025`: a day as a heading. */
export const dayHeading = (day: number, today: number): string => {
  if (!Number.isFinite(day)) return 'At an unknown time';
  if (day === today) return 'Today';
  const words = `${weekdays[dateOf(day).getUTCDay()] ?? '?'} ${dayWords(day, today)}`;
  return day === today - 1 ? `Yesterday, ${words}` : words;
};

/** `12:04:31` today, `19 Nov 12:04:31` else; `?` for what is no time. */
export const moment = (at: number, today: number, offsetMinutes: number): string => {
  if (!Number.isFinite(at)) return '?';
  const day = dayOf(at, offsetMinutes);
  const time = clock(at, offsetMinutes);
  return day === today ? time : `${dayWords(day, today)} ${time}`;
};
