import { describe, expect, it } from 'vitest';
import { masked } from '../../../src/core/kernel/mask.ts';
import type { ConnectionState } from '../../../src/core/kernel/state.ts';
import {
  type Direction,
  isActive,
  nextState,
  type Segment,
  stateTimeout,
} from '../../../src/core/kernel/tcp.ts';
import type { Address } from '../../../src/core/model/address.ts';

const walk = (steps: readonly (readonly [Direction, Segment])[]): ConnectionState[] => {
  const seen: ConnectionState[] = [];
  let state: ConnectionState = 'NONE';
  for (const [direction, segment] of steps) {
    state = nextState(state, direction, segment);
    seen.push(state);
  }
  return seen;
};

describe('TCP as a director sees it', () => {
  it('opens and closes from either side with NAT', () => {
    const open = [
      ['input', 'syn'],
      ['output', 'syn'],
      ['input', 'ack'],
    ] as const;
    expect(walk([...open, ['input', 'fin'], ['output', 'fin'], ['input', 'ack']])).toEqual([
      'SYN_RECV',
      'SYN_RECV',
      'ESTABLISHED',
      'CLOSE_WAIT',
      'TIME_WAIT',
      'TIME_WAIT',
    ]);
    expect(walk([...open, ['output', 'fin'], ['input', 'fin'], ['output', 'ack']]).slice(3)).toEqual([
      'FIN_WAIT',
      'TIME_WAIT',
      'TIME_WAIT',
    ]);
  });

  it('sees only half of it with DR', () => {
    expect(
      walk([
        ['input-only', 'syn'],
        ['input-only', 'ack'],
        ['input-only', 'fin'],
        ['input-only', 'ack'],
      ]),
    ).toEqual(['SYN_RECV', 'ESTABLISHED', 'FIN_WAIT', 'FIN_WAIT']);
  });

  it('counts four states as active', () => {
    const all: ConnectionState[] = [
      'NONE',
      'ESTABLISHED',
      'SYN_SENT',
      'SYN_RECV',
      'SYNACK',
      'FIN_WAIT',
      'TIME_WAIT',
      'CLOSE',
      'CLOSE_WAIT',
      'LAST_ACK',
      'LISTEN',
      'UDP',
      'ASSURED',
    ];
    expect(all.filter(isActive)).toEqual(['ESTABLISHED', 'SYN_SENT', 'SYN_RECV', 'SYNACK']);
    for (const state of all) {
      expect(stateTimeout(state, { tcp: 900, tcpFin: 120, udp: 300 })).toBeGreaterThanOrEqual(2000);
    }
  });
});

describe('masked', () => {
  it.each([
    ['10.1.2.3', '255.255.255.0', '10.1.2.0'],
    ['10.1.2.3', '255.0.255.0', '10.0.2.0'],
    ['200.1.2.3', '255.255.255.255', '200.1.2.3'],
    ['200.1.2.3', '0.0.0.0', '0.0.0.0'],
  ])('takes %s under %s for %s', (address, mask, expected) => {
    expect(masked(address as Address, mask as Address)).toBe(expected);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', 64, '2001:db8:1:2::'],
    ['2001:db8:ffff:2::1', 36, '2001:db8:f000::'],
    ['2001:db8::1', 1, '::'],
    ['ffff::1', 1, '8000::'],
    ['2001:db8::1', 128, '2001:db8::1'],
  ])('takes %s under /%i for %s', (address, mask, expected) => {
    expect(masked(address as Address, mask)).toBe(expected);
  });
});
