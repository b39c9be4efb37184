/** Every scheduler by the name that `-s` takes. To add one: its file, a line here, a row in table.ts. */
import { type Scheduler, scheduler } from '../scheduler.ts';
import { dh } from './dh.ts';
import { fo } from './fo.ts';
import { lblc } from './lblc.ts';
import { lblcr } from './lblcr.ts';
import { lc } from './lc.ts';
import { mh } from './mh.ts';
import { none } from './none.ts';
import { nq } from './nq.ts';
import { ovf } from './ovf.ts';
import { rr } from './rr.ts';
import { sed } from './sed.ts';
import { sh } from './sh.ts';
import { twos } from './twos.ts';
import { wlc } from './wlc.ts';
import { wrr } from './wrr.ts';

/** All algorithms, twos and none included; which of them a kernel has is the kernel's matter (table.ts knows). */
export const schedulers: ReadonlyMap<string, Scheduler> = new Map(
  [
    scheduler(rr),
    scheduler(wrr),
    scheduler(lc),
    scheduler(wlc),
    scheduler(sed),
    scheduler(nq),
    scheduler(fo),
    scheduler(ovf),
    scheduler(sh),
    scheduler(dh),
    scheduler(mh),
    scheduler(lblc),
    scheduler(lblcr),
    scheduler(twos),
    scheduler(none),
  ].map(algorithm => [algorithm.name, algorithm]),
);
