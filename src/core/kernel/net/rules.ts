/** Rules that choose a routing table (fib_nl_newrule and fib_nl_delrule of fib_rules.c) [measured on 6.1]. */
import type { Family } from '../../model/address.ts';
import type { Changed, KernelNetwork, KernelRule } from './network.types.ts';
import { withTable } from './routes.ts';

/** A rule as somebody asks for it. */
export type WantedRule = Omit<KernelRule, 'priority'>;

const withRules = (network: KernelNetwork, family: Family, rules: readonly KernelRule[]): Changed => ({
  ok: true,
  network: { ...network, rules: { ...network.rules, [family]: rules } },
});

/** A rule without a priority goes right before the second one, which is `main` at first: newer ones are asked earlier. */
const freePriority = (rules: readonly KernelRule[]): number => Math.max(0, (rules[1]?.priority ?? 1) - 1);

/** The network with a rule. The same rule may be there any number of times; an IPv6 rule makes its table. */
export const addRule = (network: KernelNetwork, family: Family, wanted: WantedRule): Changed => {
  const own = network.rules[family];
  const rule: KernelRule = { ...wanted, priority: freePriority(own) };
  const next = family === 6 ? withTable(network, 6, wanted.table) : network;
  return withRules(
    next,
    family,
    [...own, rule].sort((one, other) => one.priority - other.priority),
  );
};

/** The network without the first rule of this mark and table. */
export const deleteRule = (network: KernelNetwork, family: Family, { mark, table }: WantedRule): Changed => {
  const own = network.rules[family];
  const found = own.find(
    rule => rule.table === table && rule.mark?.value === mark?.value && rule.mark?.mask === mark?.mask,
  );
  return found === undefined
    ? { ok: false, says: 'RTNETLINK answers: No such file or directory' }
    : withRules(
        network,
        family,
        own.filter(rule => rule !== found),
      );
};
