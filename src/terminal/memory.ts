/** The memory of a program that runs for weeks beside a director's real work. */
import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 to keep its space for young objects small: a table of 1,000 x 10 that is read again and again at full speed then
 * takes 158 MB instead of 241, for a tenth more processor time. (`--optimize-for-size` saves more, and takes twice the
 * time.) The flag is read whenever that space would grow, so it may be set while running. Called when everything is
 * loaded: a start wants no collections.
 */
export const keepYoungSpaceSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
