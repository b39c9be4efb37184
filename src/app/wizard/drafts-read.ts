/** Reads drafts that were kept: anything may stand in the file, nothing throws. */
import { wizardKinds } from '../../core/wizard/wizard.types.ts';
import type { Draft } from './view.types.ts';

/** More are not kept; the oldest goes. */
export const mostDrafts = 12;
/** A mark or an address with some ports: more services than this are no one thing. */
const mostServices = 200;
/** 1,000 IPv6 servers with ports and weights. */
const longestAnswer = 60_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && !/[\u0000-\u001f\u007f-\u009f]/.test(value);

const isAnswers = (value: unknown): value is Draft['answers'] =>
  isRecord(value) &&
  Object.entries(value).every(([id, text]) => /^[a-z0-9-]{1,40}$/.test(id) && isText(text, longestAnswer));

const isBuilt = (value: unknown): value is Draft['built'] =>
  value === undefined ||
  (isRecord(value) &&
    isTime(value.at) &&
    isText(value.entry, 80) &&
    typeof value.undone === 'boolean' &&
    Array.isArray(value.services) &&
    value.services.length <= mostServices &&
    value.services.every(key => isText(key, 80)));

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  isTime(value.id) &&
  wizardKinds.some(kind => kind === value.kind) &&
  isText(value.director, 255) &&
  isAnswers(value.answers) &&
  isBuilt(value.built);

/** Drafts in an unknown JSON value, the newest first; undefined when it is no list of them. */
export const readDrafts = (value: unknown): readonly Draft[] | undefined =>
  Array.isArray(value) && value.length <= mostDrafts && value.every(isDraft) ? value : undefined;
