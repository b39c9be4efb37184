/** As much of JSON Schema as src/cli/schema.ts uses; an unknown keyword is an error of the test. */
import type { Schema } from '../../src/cli/schema-words.ts';

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const words = new Set(['$schema', '$defs', 'title', 'description', 'format']);

/** Complaints about a value; empty when it fits. */
export const validate = (root: Schema, value: unknown, schema: Schema = root, at = ''): readonly string[] => {
  const complaints: string[] = [];
  const say = (what: string): void => void complaints.push(`${at || '/'}: ${what}`);
  const into = (part: unknown, inner: unknown, where: string): void => {
    if (!isSchema(part)) throw new Error(`not a schema at ${where}`);
    complaints.push(...validate(root, inner, part, where));
  };
  const matches = (parts: unknown): number =>
    list(parts).filter(part => isSchema(part) && validate(root, value, part, at).length === 0).length;
  const record = isSchema(value) ? value : undefined;
  for (const [keyword, wanted] of Object.entries(schema)) {
    if (words.has(keyword)) continue;
    if (keyword === '$ref') {
      const found = isSchema(root.$defs) ? root.$defs[String(wanted).replace('#/$defs/', '')] : undefined;
      into(found, value, at);
    } else if (keyword === 'type') {
      const types = Array.isArray(wanted) ? wanted : [wanted];
      const type = typeOf(value);
      if (!types.includes(type) && !(type === 'integer' && types.includes('number')))
        say(`${type}, not ${types.join(' or ')}`);
    } else if (keyword === 'enum') {
      if (!list(wanted).includes(value))
        say(`${JSON.stringify(value)} is not one of ${JSON.stringify(wanted)}`);
    } else if (keyword === 'const') {
      if (value !== wanted) say(`${JSON.stringify(value)} is not ${JSON.stringify(wanted)}`);
    } else if (keyword === 'minimum') {
      if (typeof value === 'number' && value < Number(wanted)) say(`${value} is below ${wanted}`);
    } else if (keyword === 'maximum') {
      if (typeof value === 'number' && value > Number(wanted)) say(`${value} is above ${wanted}`);
    } else if (keyword === 'required') {
      for (const name of list(wanted))
        if (record !== undefined && !(String(name) in record)) say(`${name} is missing`);
    } else if (keyword === 'properties') {
      for (const [name, part] of Object.entries(isSchema(wanted) ? wanted : {})) {
        if (record !== undefined && name in record) into(part, record[name], `${at}/${name}`);
      }
    } else if (keyword === 'additionalProperties') {
      const known = isSchema(schema.properties) ? schema.properties : {};
      for (const [name, inner] of Object.entries(record ?? {})) {
        if (name in known) continue;
        if (wanted === false) say(`${name} is not in the schema`);
        else into(wanted, inner, `${at}/${name}`);
      }
    } else if (keyword === 'items') {
      for (const [index, inner] of list(value).entries()) into(wanted, inner, `${at}/${index}`);
    } else if (keyword === 'anyOf') {
      if (matches(wanted) === 0) say('fits none of anyOf');
    } else if (keyword === 'oneOf') {
      if (matches(wanted) !== 1) say(`fits ${matches(wanted)} of oneOf`);
    } else throw new Error(`keyword ${keyword} is not known here`);
  }
  return complaints;
};
