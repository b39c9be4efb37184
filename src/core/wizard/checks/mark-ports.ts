/** Ports of real servers behind a firewall mark. */
import { endpoint } from '../../model/address.ts';
import { serversIn } from '../reading/vips.ts';
import { error, warn } from '../remarks.ts';
import { newMark } from '../setting.ts';
import { portsIn, severalPorts } from '../steps/marked.ts';
import { persistenceIn } from '../steps/persistence.ts';
import type { Answers, Ground, Remark } from '../wizard.types.ts';

/**
 * NAT servers with ports of their own behind a mark. With persistence the kernel keeps the client's port [measured: 10.0.0.12:80
 * where 10.0.0.12:8080 was set]; without it all ports of the mark end on the one.
 */
export const checkMarkPorts = (text: string, answers: Answers, ground: Ground): readonly Remark[] => {
  if (newMark.way(answers, ground) !== 'nat') return [];
  const mapped = serversIn({ rs: text }).filter(({ port }) => port !== undefined);
  const [first] = mapped;
  if (first === undefined) return [];
  const bare = serversIn({ rs: text })
    .map(({ address, weight }) => `${address}${weight === undefined ? '' : `=${weight}`}`)
    .join(' ');
  const name = endpoint(first.address, first.port ?? 0);
  if (persistenceIn(answers.persistence) !== undefined)
    return [
      error(
        `${name}: a persistent service by mark leaves the client's port in the packet, whatever port the server has. Leave the ports out, or the persistence`,
        { label: 'without ports', answers: { rs: bare } },
      ),
    ];
  return severalPorts(portsIn(answers))
    ? [
        warn(
          `${name}: all ports of the mark would end on port ${first.port ?? 0}. Without a port each stays what it is`,
          { label: 'without ports', answers: { rs: bare } },
        ),
      ]
    : [];
};
