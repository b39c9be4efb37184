/** The words that schemas are made of. */

/** A JSON schema. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** A text. */
export const text = (description: string): Schema => ({ type: 'string', description });
/** A whole number, not below 0. */
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
/** A number, not below 0. */
export const rate = (description: string): Schema => ({ type: 'number', minimum: 0, description });
/** A definition by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** An object with these keys and no others; `required`: those that are always there. */
export const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** A list. */
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
