/** placeholder */
import type { ReaderReport, Settings } from '../../core/director/reading.ts';
import type { Source } from '../message.ts';
import { piece, type Rich } from '../rich.ts';
import type { Asked } from '../state.ts';

export const settingsPage = (
  asked: Asked<Settings> | undefined,
  report: ReaderReport | undefined,
  source: Source,
  version: string | undefined,
  columns: number,
): readonly Rich[] => {
  void report;
  void source;
  void version;
  void columns;
  return [[piece(asked?.pending === true ? 'reading' : 'settings')]];
};
