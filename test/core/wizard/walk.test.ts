/** How a wizard is walked through: suggestions, states, what is asked, and how little a person in a hurry has to say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildWizard,
  effective,
  firstOpen,
  shownSteps,
  wizardOf,
  wizards,
} from '../../../src/core/wizard/run.ts';
import { type Answers, wizardKinds } from '../../../src/core/wizard/wizard.types.ts';
import { between, blank, build, lan, marked, server, stepOf, tcp } from './grounds.ts';

const running = {
  ...lan,
  services: [
    tcp('10.0.0.200', 80, [server('10.0.0.7', 80, { weight: 3 }), server('10.0.0.8', 80, { weight: 3 })]),
    marked(7, [server('10.0.0.7', 0)]),
  ],
};

const states = (kind: (typeof wizardKinds)[number], answers: Answers, ground = lan) =>
  Object.fromEntries(
    shownSteps(wizardOf(kind), answers, ground).map(({ step, state, text }) => [step.id, `${state} ${text}`]),
  );

describe('wizards', () => {
  it('are all there, each once, with steps of their own names', () => {
    expect(wizards.map(({ kind }) => kind).sort()).toEqual([...wizardKinds].sort());
    for (const { steps } of wizards) {
      const ids = steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id, label, question } of steps) {
        expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(label.length).toBeLessThanOrEqual(12);
        expect(question).toMatch(/\?$/);
      }
    }
  });

  it('say why in two to four sentences, without contractions', () => {
    const answers = { vip: '10.0.0.200:80', rs: '10.0.0.7', service: 'tcp:10.0.0.200:80' };
    for (const { kind, steps } of wizards)
      for (const step of steps) {
        const why = step.why(answers, running);
        const sentences = why.match(/[.?!](?= |$)/g)?.length ?? 0;
        expect(sentences, `${kind} ${step.id}: ${why}`).toBeGreaterThanOrEqual(2);
        expect(sentences, `${kind} ${step.id}: ${why}`).toBeLessThanOrEqual(4);
        expect(why).not.toMatch(/n['’]t\b/);
        expect(why.length, `${kind} ${step.id}`).toBeLessThan(460);
      }
  });

  it('have examples that their own checks take', () => {
    const given: Record<string, Answers> = {
      mark: { vip: '10.0.0.200', ports: '80 443', rs: '10.0.0.7' },
      server: { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9' },
      persistence: { service: 'tcp:10.0.0.200:80' },
      ha: {},
    };
    for (const { kind, steps } of wizards)
      for (const step of steps) {
        const around = given[kind] ?? { vip: '10.0.0.200:80', rs: '10.0.0.7' };
        const ground = kind === 'server' || kind === 'persistence' || kind === 'ha' ? running : lan;
        const answers = effective(wizardOf(kind), { ...around, [step.id]: step.example }, ground);
        const errors = step.check(step.example, answers, ground).filter(({ level }) => level === 'error');
        // The example of a new server is in this table already, and an option may be impossible here.
        const fits = step.options === undefined && !(kind === 'server' && step.id === 'rs');
        if (fits) expect(errors, `${kind} ${step.id}`).toEqual([]);
      }
  });
});

describe('a person in a hurry', () => {
  it('gives an address and two servers, and may review', () => {
    for (const [kind, answers, ground] of [
      ['dr', { vip: '10.0.0.200:80', rs: '10.0.0.7 10.0.0.14' }, lan],
      ['nat', { vip: '172.30.0.200:80', rs: '10.0.0.7 10.0.0.14' }, between],
      ['tun', { vip: '10.0.0.200:80', rs: '10.9.0.7 10.8.0.14' }, lan],
      ['fullnat', { vip: '172.30.0.200:80', rs: '10.0.0.7 10.0.0.14' }, between],
      ['mark', { vip: '10.0.0.200', ports: '80 443', rs: '10.0.0.7 10.0.0.14' }, lan],
      ['server', { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9' }, running],
      ['persistence', { service: 'tcp:10.0.0.200:80' }, running],
      ['ha', {}, running],
    ] as const) {
      expect(firstOpen(shownSteps(wizardOf(kind), answers, ground)), kind).toBeUndefined();
      expect(build(kind, answers, ground).title).not.toBe('');
    }
  });

  it('is asked first for what nobody else knows', () => {
    const open = (answers: Answers) => firstOpen(shownSteps(wizardOf('dr'), answers, lan));
    expect(open({})).toBe('vip');
    expect(open({ vip: '10.0.0.200:80' })).toBe('rs');
    expect(open({ vip: '10.0.0.200:99999', rs: '10.0.0.7' })).toBe('vip');
    expect(open({ vip: '10.0.0.200:80', rs: '10.0.0.7' })).toBeUndefined();
  });

  it('gets by without a machine in DR and TUN; NAT asks for the DIP then', () => {
    const answers = { vip: '10.0.0.200:80', rs: '10.0.0.7' };
    for (const kind of ['dr', 'tun'] as const)
      expect(firstOpen(shownSteps(wizardOf(kind), answers, blank))).toBeUndefined();
    for (const kind of ['nat', 'fullnat'] as const)
      expect(firstOpen(shownSteps(wizardOf(kind), answers, blank))).toBe('dip');
  });
});

describe('states', () => {
  it('tell given from suggested, open and wrong', () => {
    expect(states('dr', { vip: '10.0.0.200:80', scheduler: 'lcc', persistence: '' })).toEqual({
      vip: 'done 10.0.0.200:80',
      rs: 'open ',
      device: 'suggested eth0',
      scheduler: 'wrong lcc',
      persistence: 'done ',
      flavour: 'suggested iproute2',
    });
  });

  it('follow what is answered before, unless a person answered themselves', () => {
    expect(stepOf('nat', 'dip', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, between).text).toBe(
      '10.0.0.100/24',
    );
    expect(stepOf('nat', 'dip', { vip: '172.30.0.200:80', rs: '172.30.0.7' }, between).text).toBe(
      '172.30.0.100/24',
    );
    const kept = { vip: '172.30.0.200:80', rs: '172.30.0.7', dip: '10.0.0.100/24' };
    expect(stepOf('nat', 'dip', kept, between).given).toBe(true);
  });

  it('lose no answer that is not asked at the moment', () => {
    const answers = { vip: '10.0.0.200:80', rs: '10.0.0.7', tunnel: 'gue', 'tunnel-port': '7000' };
    expect(states('tun', answers)['tunnel-port']).toBe('done 7000');
    const other = { ...answers, tunnel: 'ipip' };
    expect(states('tun', other)['tunnel-port']).toBeUndefined();
    expect(effective(wizardOf('tun'), other, lan)['tunnel-port']).toBeUndefined();
    expect(build('tun', other).cautions[0]).toMatch(/^The answer to tunnel-port is not used/);
    expect(states('tun', { ...other, tunnel: 'gue' })['tunnel-port']).toBe('done 7000');
  });

  it('take an empty answer where one is needed for none', () => {
    expect(states('dr', { vip: '  ', rs: '' })).toMatchObject({ vip: 'open ', rs: 'open ' });
    expect(states('dr', { device: ' ' }).device).toBe('suggested eth0');
  });

  it('fill in the siblings of a new server', () => {
    const nat = {
      ...between,
      services: [
        tcp('172.30.0.200', 80, [
          server('10.0.0.7', 8080, { method: 'nat', weight: 5, upper: 100, lower: 60 }),
          server('10.0.0.8', 8080, { method: 'nat', weight: 5, upper: 100, lower: 60 }),
          server('10.0.0.9', 80, { method: 'nat', weight: 0 }),
        ]),
      ],
    };
    expect(states('server', { rs: '10.0.0.10' }, nat)).toEqual({
      service: 'suggested tcp:172.30.0.200:80',
      rs: 'done 10.0.0.10',
      method: 'suggested nat',
      weight: 'suggested 5',
      dip: 'suggested 10.0.0.100/24',
      flavour: 'suggested iproute2',
    });
  });
});

describe('any answers', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '10.0.0.7',
      '10.0.0.200:80',
      'all',
      'none',
      'yes',
      '6m',
      'gue',
      'client',
      'fwm:7',
    ),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  it('never make a wizard throw, and what is shown is printable where it is made of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...wizardKinds),
        fc.array(text, { minLength: 14, maxLength: 14 }),
        fc.constantFrom(blank, lan, between, running),
        (kind, texts, ground) => {
          const wizard = wizardOf(kind);
          const answers = Object.fromEntries(wizard.steps.map(({ id }, at) => [id, texts[at] ?? '']));
          buildWizard(kind, answers, ground);
          for (const { step, remarks, words } of shownSteps(wizard, answers, ground)) {
            expect(words).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
            step.options?.(answers, ground);
            step.why(answers, ground);
            for (const { text: said } of remarks) expect(said).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('300 real servers', () => {
  const many = Array.from({ length: 300 }, (_, at) => `10.${1 + Math.floor(at / 200)}.0.${1 + (at % 200)}`);
  const wide = {
    ...lan,
    network: {
      ...(lan.network ?? { interfaces: [], routes: [] }),
      interfaces: [
        ...(lan.network?.interfaces ?? []),
        { name: 'eth1', up: true, mtu: 1500, addresses: [{ address: '10.3.255.254' as never, prefix: 14 }] },
      ],
    },
  };

  it('are one remark, one script, and quick', () => {
    const answers = { vip: '10.0.0.200:80', rs: many.join('\n') };
    const started = process.cpuUsage();
    const step = stepOf('dr', 'rs', answers, wide);
    expect(step.remarks.map(({ text }) => text)).toEqual([
      '10.1.0.1, 10.1.0.2, 10.1.0.3, 10.1.0.4 and 296 more are on the link of eth1',
    ]);
    expect(step.words).toBe('10.1.0.1, 10.1.0.2 and 298 more');
    const built = build('dr', answers, wide);
    // A key press is checked whole each time. Measured: 0.2 s of cpu for both, most of it for the scripts.
    expect(process.cpuUsage(started).user).toBeLessThan(1_500_000);
    expect(built.actions.filter(({ kind }) => kind === 'ipvsadm')).toHaveLength(301);
    expect(built.handouts.map(({ id }) => id)).toEqual(['rs', 'client', 'director']);
  });
});
