import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Every file with code under a folder of src. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name));

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false);

const nameOf = (node: ts.Statement): string => {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(d => d.name.getText()).join(', ');
  return (node as ts.Statement & { name?: ts.Identifier }).name?.text ?? 'default';
};

/** Exports without a doc comment, as `name (line)`. */
const undocumented = (file: string): string[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  return source.statements
    .filter(isExported)
    .filter(node => ts.getJSDocCommentsAndTags(node).length === 0)
    .map(node => `${nameOf(node)} (line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1})`);
};

describe('everything that core and host export says what it is', () => {
  test.each([...filesUnder('src/core'), ...filesUnder('src/host')])('%s', file => {
    expect(undocumented(file)).toEqual([]);
  });
});
