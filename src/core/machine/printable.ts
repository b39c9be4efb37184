/** Texts of a machine on their way to a screen. */

/** The text without control characters: it comes from files and command lines, and it goes to a screen. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
