export interface Rules {}
export interface RuleLine {}
export const readRules = (): Rules => ({});
