/**
 * The Ink component. Ink lays out one box per block, each holding a single marker character; the blocks themselves go
 * to `put`, and the terminal layer paints their cells where it finds the markers (why: src/terminal/README.md).
 */
import { Box, Text } from 'ink';
import { memo, useLayoutEffect } from 'react';
import type { State } from '../app/state.ts';
import { type Block, firstMarker } from './block.ts';
import type { Look } from './look.ts';
import { screen } from './screen.ts';

/** What the component draws, and where the blocks go. */
export interface AppProps {
  readonly state: State;
  readonly look: Look;
  readonly put: (blocks: readonly Block[]) => void;
}

const Marker = memo(({ index, x, y }: { readonly index: number; readonly x: number; readonly y: number }) => (
  <Box position="absolute" marginLeft={x} marginTop={y}>
    <Text>{String.fromCharCode(firstMarker + index)}</Text>
  </Box>
));

/** The whole screen. */
export const App = ({ state, look, put }: AppProps) => {
  const blocks = screen(state, look);
  // After Ink's own commit: when only contents changed, Ink has nothing to do and this alone paints.
  useLayoutEffect(() => put(blocks), [put, blocks]);
  return (
    <Box width={state.columns} height={state.rows}>
      {blocks.map(({ name, x, y }, index) => (
        <Marker key={name} index={index} x={x} y={y} />
      ))}
    </Box>
  );
};
