/** The one function by which the app changes: a state and a message give the next state and what is to be done. */
import { askAroundWhenDue } from './around.ts';
import { aroundDone } from './around-done.ts';
import { prepared, progressed, ran } from './change.ts';
import { commands } from './commands.ts';
import type { Effect } from './effect.ts';
import { informForm } from './formview.ts';
import { viewRows } from './frame.ts';
import { journalDone } from './journal.ts';
import { press } from './keys.ts';
import { menuItems } from './menu.ts';
import type { Message } from './message.ts';
import { resized, withTopView } from './moves.ts';
import { changePage } from './pages/change.ts';
import { pageOf } from './pages/page.ts';
import { wizardScroll } from './pages/wizard.ts';
import { pasteInto } from './prompt.ts';
import { answered, askRead, changeSource, isLate, readDone, readWhenDue } from './reading.ts';
import { say } from './say.ts';
import { type AskedConnections, type State, type Step, topView } from './state.ts';
import { heldBack } from './wizard/await.ts';
import { beginWizard, openWizards } from './wizard/open.ts';
import type { Held } from './wizard/waiting.types.ts';
import type { Workshop } from './wizard/workshop.types.ts';
import { fileDone } from './wizard/write.ts';

/** Sets the clock; what was said for a while is gone when its time is over. */
const at = (state: State, now: number): State => {
  if (state.notice === undefined || now < state.notice.until) return { ...state, now };
  const { notice: _, ...rest } = state;
  return { ...rest, now };
};

const none: readonly Effect[] = [];

const tick = (state: State): Step => {
  const [read, effects] = readWhenDue(state);
  const [next, more] = askAroundWhenDue(read);
  return more.length === 0 ? [next, effects] : [next, [...effects, ...more]];
};

/** A key or pasted text; while what it is for is being loaded, it is held. */
const byHand = (state: State, message: Held): Step => {
  const held = heldBack(state, message);
  if (held !== undefined) return [held, none];
  return message.type === 'key' ? press(state, message.key) : pasteInto(state, message.text);
};

/** What wizards are made with is there: opens what was asked for, and what was typed meanwhile is typed into it. */
const workshopDone = (state: State, workshop: Workshop): Step => {
  const { waiting, ...rest } = state;
  const next: State = { ...rest, workshop };
  if (waiting === undefined) return [next, none];
  let [last, effects] = waiting.open === 'list' ? openWizards(next) : beginWizard(next, waiting.open);
  for (const message of waiting.held) {
    const [after, more] = byHand(last, message);
    last = after;
    effects = [...effects, ...more];
  }
  return [last, effects];
};

const answer = (state: State, message: Message): Step => {
  switch (message.type) {
    case 'key':
    case 'paste':
      return byHand(at(state, message.now), message);
    case 'tick':
      return tick({ ...at(state, message.now), ticks: state.ticks + 1 });
    case 'resize':
      return [resized({ ...state, columns: message.columns, rows: message.rows }), none];
    case 'read-done':
      if (isLate(state, message.generation)) return [state, none];
      return readDone(at(state, message.now), message.result);
    case 'connections-done': {
      const connections = answered<AskedConnections, NonNullable<AskedConnections['value']>>(
        state.connections,
        message.generation,
        message.now,
        message.result,
      );
      return [connections === undefined ? state : { ...at(state, message.now), connections }, none];
    }
    case 'settings-done': {
      const settings = answered<
        NonNullable<State['settings']>,
        NonNullable<NonNullable<State['settings']>['value']>
      >(state.settings, message.generation, message.now, message.result);
      return [settings === undefined ? state : informForm({ ...at(state, message.now), settings }), none];
    }
    case 'prepared':
      return prepared(at(state, message.now), message.generation, message.result);
    case 'progress':
      return [progressed(at(state, message.now), message.generation, message.progress), none];
    case 'ran':
      return ran(at(state, message.now), message.generation, message.outcome);
    case 'journal-done':
      return [journalDone(at(state, message.now), message.result), none];
    case 'saved-done':
    case 'owners-done':
    case 'boot-done':
    case 'network-done':
    case 'ground-done':
    case 'backups-done':
    case 'text-done':
      return aroundDone(at(state, message.now), message);
    case 'workshop':
      return workshopDone(at(state, message.now), message.workshop);
    case 'file-done':
      return fileDone(at(state, message.now), message.result);
    case 'module-done': {
      const next = at(state, message.now);
      if (message.result.ok) return askRead(say(next, message.result.value));
      const { what, why, advice } = message.result.failure;
      return [say(next, [what, why, advice].filter(Boolean).join(': '), 'warn'), none];
    }
    case 'source':
      return changeSource(at(state, message.now), message.source);
    case 'notice':
      return [say(at(state, message.now), message.text, message.level), none];
  }
};

/** A page of text is not moved past its end, nor left there when it became shorter. */
const settlePage = (state: State): State => {
  if (state.change !== undefined) {
    const most = Math.max(0, changePage(state).length - viewRows(state));
    return state.change.top <= most ? state : { ...state, change: { ...state.change, top: most } };
  }
  const view = topView(state);
  if (view?.type === 'menu') {
    const last = menuItems(state, commands).length - 1;
    return view.row <= last ? state : withTopView(state, { ...view, row: last });
  }
  if (view?.type === 'wizard') {
    const most = view.scroll === 0 ? 0 : wizardScroll(state);
    return view.scroll <= most ? state : withTopView(state, { ...view, scroll: most });
  }
  if (view === undefined || !('top' in view)) return state;
  const most = Math.max(0, pageOf(state).length - viewRows(state));
  return view.top <= most ? state : withTopView(state, { ...view, top: most });
};

/** The next state and the effects of a message. Pure: all time comes from messages. */
export const update = (state: State, message: Message): Step => {
  const [next, effects] = answer(state, message);
  return next === state ? [state, effects] : [settlePage(next), effects];
};
