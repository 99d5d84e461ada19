/** When the address is written and when it is followed, on a window that behaves as browsers do. */
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AddressPart } from '../kit/addressPart';
import { AddressKeeper } from './addressKeeper';
import { TestWindow } from './testWindow';

class Part implements AddressPart {
  constructor(readonly letter = 'a') {}
  readonly sent: (string | null)[] = [];
  text: string | null = null;
  go(text: string | null) {
    this.sent.push(text);
    this.text = text;
  }
}

let browser: TestWindow;
let part: Part;
let drawing: { isDrawing: boolean; version: number };
const open = () => new AddressKeeper([part], drawing, browser);
const set = (keeper: AddressKeeper, text: string | null) => {
  part.text = text;
  keeper.write();
};

beforeEach(() => {
  vi.useFakeTimers();
  browser = new TestWindow('#/?a=1');
  part = new Part();
  drawing = { isDrawing: false, version: 0 };
});
afterEach(() => {
  vi.useRealTimers();
});

describe('following', () => {
  it('begins where the address is', () => {
    open();
    expect(part.text).toBe('1');
    expect(browser.replaced).toBe(0);
  });

  it('goes to what somebody else puts there, and back', () => {
    open();
    browser.visit('#/?a=2');
    expect(part.text).toBe('2');
    browser.back();
    expect(part.sent).toEqual(['1', '2', '1']);
  });

  it('leaves alone what the address does not say otherwise', () => {
    open();
    part.text = 'changed, not yet written';
    browser.visit('#/?a=1&x=9');
    expect(part.sent).toEqual(['1']);
  });
});

describe('writing', () => {
  it('waits until what changes rests', () => {
    const keeper = open();
    for (let i = 0; i < 5; i++) {
      set(keeper, `slide ${i}`);
      vi.advanceTimersByTime(100);
    }
    expect(browser.replaced).toBe(0);
    vi.advanceTimersByTime(100);
    expect(browser.entries).toEqual(['#/?a=slide+4']);
    expect(browser.replaced).toBe(1);
  });

  it('but not for longer than a second and a half', () => {
    const keeper = open();
    for (let i = 0; i < 20; i++) {
      set(keeper, `slide ${i}`);
      vi.advanceTimersByTime(100);
    }
    expect(browser.replaced).toBe(1);
    expect(browser.location.hash).toBe('#/?a=slide+14');
  });

  it('is soon after a stroke, and never under the moving pen', () => {
    const keeper = open();
    drawing.isDrawing = true;
    drawing.version++;
    set(keeper, 'under the pen');
    vi.advanceTimersByTime(5000);
    expect(browser.replaced).toBe(0);
    drawing.isDrawing = false;
    drawing.version++;
    set(keeper, 'drawn');
    vi.advanceTimersByTime(20);
    expect(browser.location.hash).toBe('#/?a=drawn');
  });

  it('is at most every 150 ms, however fast one draws', () => {
    const keeper = open();
    for (let i = 0; i < 30; i++) {
      drawing.version++;
      set(keeper, `${i}`);
      vi.advanceTimersByTime(30);
    }
    vi.advanceTimersByTime(150);
    expect(browser.location.hash).toBe('#/?a=29');
    expect(browser.replaced).toBeLessThanOrEqual(1 + (30 * 30 + 150) / 150);
  });

  it('writes nothing that is there already', () => {
    const keeper = open();
    keeper.write();
    vi.advanceTimersByTime(2000);
    expect(browser.replaced).toBe(0);
  });

  it('never overwrites an address that it has yet to follow', () => {
    const keeper = open();
    part.text = '5';
    // Browsers change the address first and tell of it afterwards.
    browser.history.pushState(null, '', '#/?a=8');
    keeper.writeNow();
    expect(browser.location.hash).toBe('#/?a=8');
  });

  it('keeps the state of the entry that it replaces', () => {
    const keeper = open();
    browser.history.replaceState('somebody’s', '', '#/?a=1');
    part.text = '2';
    keeper.writeNow();
    expect([browser.location.hash, browser.history.state]).toEqual(['#/?a=2', 'somebody’s']);
  });
});

describe('what opens is a step of the history', () => {
  it('which returns to what was left, also what was not written yet', () => {
    const keeper = open();
    part.text = 'left';
    keeper.open(() => (part.text = 'new'));
    expect(browser.entries).toEqual(['#/?a=left', '#/?a=new']);
    browser.back();
    expect(part.text).toBe('left');
  });

  it('is not followed as if somebody else had gone there', () => {
    const keeper = open();
    keeper.open(() => (part.text = 'new'));
    part.text = 'newer';
    keeper.writeNow();
    expect(browser.entries).toEqual(['#/?a=1', '#/?a=newer']);
    expect(part.sent).toEqual(['1']);
  });

  it('is one step with what it opens in turn, and none where nothing opens', async () => {
    const keeper = open();
    keeper.open(() => {
      part.text = 'outer';
      keeper.open(() => (part.text = 'inner'));
    });
    keeper.open(() => (part.text = 'inner'));
    await tick();
    expect(browser.entries).toEqual(['#/?a=1', '#/?a=inner']);
  });

  it('also where its text is known a moment later', async () => {
    const keeper = open();
    keeper.open(() => void Promise.resolve().then(() => (part.text = 'later')));
    expect(browser.entries).toHaveLength(1);
    await tick();
    expect(browser.entries).toEqual(['#/?a=1', '#/?a=later']);
  });
});

describe('back and forward', () => {
  let other: Part;
  const both = () => {
    other = new Part('b');
    return new AddressKeeper([part, other], drawing, browser);
  };

  it('undo what was opened and nothing that was adjusted since', async () => {
    const keeper = both();
    keeper.open(() => (part.text = 'lens'));
    other.text = 'drawn since';
    keeper.writeNow();
    browser.back();
    expect([part.text, other.text]).toEqual(['1', 'drawn since']);
    keeper.writeNow();
    browser.forward();
    expect([part.text, other.text]).toEqual(['lens', 'drawn since']);
  });

  it('over several steps undo all of them', () => {
    const keeper = both();
    keeper.open(() => (part.text = 'lens'));
    keeper.open(() => (other.text = 'studio'));
    browser.history.go(-2);
    expect([part.text, other.text]).toEqual(['1', null]);
    browser.history.go(2);
    expect([part.text, other.text]).toEqual(['lens', 'studio']);
  });

  it('reopen what was open in a part that is adjusted, too', () => {
    const keeper = both();
    const reopened: (string | null)[] = [];
    Object.assign(part, { reopen: (text: string | null) => reopened.push(text) });
    keeper.open(() => (part.text = 'pool picture'));
    browser.back();
    expect([reopened, part.sent]).toEqual([['1'], ['1']]);
  });

  it('are the same after a reload', () => {
    const keeper = both();
    keeper.open(() => (part.text = 'lens'));
    browser.reload();
    part = new Part();
    both();
    other.text = 'drawn since';
    browser.back();
    expect([part.text, other.text]).toEqual(['1', 'drawn since']);
  });

  it('lead to links as well, as they say', () => {
    both();
    browser.visit('#/?a=2&b=3');
    expect([part.text, other.text]).toEqual(['2', '3']);
    browser.back();
    expect([part.text, other.text]).toEqual(['1', null]);
    browser.forward();
    expect([part.text, other.text]).toEqual(['2', '3']);
  });

  it('lead to where one was', async () => {
    const keeper = both();
    const told: string[] = [];
    keeper.keepPlaces({
      opens: (at) => told.push(`opens at ${at}`),
      leaves: (at) => told.push(`leaves ${at}`),
      returns: (at, isWhole) => told.push(`returns to ${at}${isWhole ? '' : ', more is open'}`),
      stays: () => told.push('stays'),
    });
    keeper.open(() => (part.text = 'lens'));
    await tick();
    browser.back();
    browser.forward();
    keeper.close(() => (part.text = '1'));
    await tick();
    keeper.close(() => (part.text = null));
    await tick();
    expect(told).toEqual([
      'opens at 0',
      'leaves 1',
      'returns to 0',
      'leaves 0',
      'returns to 1',
      'returns to 0',
      'opens at 0',
      'stays',
    ]);
  });
});

describe('a dialog', () => {
  let keeper: AddressKeeper;
  let isOpen: boolean;
  let closed: () => void;
  beforeEach(() => {
    keeper = open();
    isOpen = true;
    closed = keeper.cover(() => {
      isOpen = false;
      closed(); // as its event tells
    });
  });

  it('is closed by the back button, and what was drawn in it stays', () => {
    expect(browser.entries).toEqual(['#/?a=1', '#/?a=1']);
    browser.back();
    expect([isOpen, browser.at]).toEqual([false, 0]);
    const next = keeper.cover(() => (isOpen = false));
    part.text = 'drawn';
    keeper.writeNow();
    isOpen = true;
    browser.back();
    expect([isOpen, part.text]).toEqual([false, 'drawn']);
    vi.advanceTimersByTime(2000);
    expect(browser.location.hash).toBe('#/?a=drawn');
    next();
    expect(browser.at).toBe(0);
  });

  it('closed otherwise, leads back to where it was opened', () => {
    part.text = 'drawn';
    closed();
    expect([browser.at, browser.location.hash]).toEqual([0, '#/?a=drawn']);
  });
});

describe('what closes', () => {
  let other: Part;
  let keeper: AddressKeeper;
  const closed = async (go: () => void) => {
    keeper.close(go);
    await tick();
  };
  beforeEach(() => {
    browser = new TestWindow('#/');
    other = new Part('b');
    keeper = new AddressKeeper([part, other], drawing, browser);
  });

  it('goes back to where it was opened, with what was adjusted since', async () => {
    keeper.open(() => (part.text = 'layer'));
    keeper.open(() => (part.text = 'layer.unit'));
    await tick();
    other.text = 'drawn since';
    await closed(() => (part.text = null));
    expect(browser.location.hash).toBe('#/?b=drawn+since');
    expect(browser.at).toBe(0);
    expect([part.text, other.text]).toEqual([null, 'drawn since']);
  });

  it('goes back one level, where only one is closed', async () => {
    keeper.open(() => (part.text = 'layer'));
    keeper.open(() => (part.text = 'layer.unit'));
    await closed(() => (part.text = 'layer'));
    expect([browser.at, browser.location.hash]).toEqual([1, '#/?a=layer']);
  });

  it('stays where it is, where it goes up to what was not opened itself', async () => {
    keeper.open(() => (part.text = 'layer.unit'));
    await closed(() => (part.text = 'layer'));
    expect(browser.entries).toEqual(['#/', '#/?a=layer']);
    await closed(() => (part.text = null));
    expect(browser.at).toBe(0);
  });

  it('leaves open what was opened with it', async () => {
    keeper.open(() => (part.text = 'tour 1'));
    keeper.open(() => {
      part.text = 'tour 2';
      other.text = 'lens';
    });
    await closed(() => (part.text = null));
    expect(browser.entries).toEqual(['#/', '#/?b=lens']);
    browser.back();
    expect([part.text, other.text]).toEqual([null, null]);
  });

  it('closes in one with what closes because of it', async () => {
    keeper.open(() => (part.text = 'tour 1'));
    keeper.open(() => {
      part.text = 'tour 2';
      other.text = 'lens';
    });
    keeper.close(() => (other.text = null));
    keeper.close(() => (part.text = null));
    await tick();
    expect([browser.at, browser.location.hash]).toEqual([0, '#/']);
  });

  it('goes back over what was opened meanwhile and stays open', async () => {
    keeper.open(() => (part.text = 'tour 1'));
    keeper.open(() => (other.text = 'lens'));
    await closed(() => (part.text = null));
    expect(browser.entries).toEqual(['#/', '#/?b=lens']);
  });

  it('does not go back over what was opened and left since', async () => {
    keeper.open(() => (part.text = 'lens'));
    keeper.open(() => (other.text = 'chapter'));
    keeper.open(() => (other.text = null));
    await closed(() => (part.text = null));
    expect(browser.entries).toEqual(['#/', '#/?a=lens', '#/?a=lens&b=chapter', '#/?a=lens', '#/']);
  });

  it('is a step where a link had opened it, which is one entry', async () => {
    browser = new TestWindow('#/?a=lens');
    keeper = new AddressKeeper([part], drawing, browser);
    expect(browser.entries).toEqual(['#/?a=lens']);
    await closed(() => (part.text = null));
    expect(browser.entries).toEqual(['#/?a=lens', '#/']);
  });

  it('is written while nothing is on its way back, and only then', async () => {
    keeper.open(() => (part.text = 'lens'));
    const { go } = browser.history;
    let arrive = () => {};
    browser.history.go = (by) => void (arrive = () => go.call(browser.history, by));
    await closed(() => (part.text = null));
    keeper.writeNow();
    expect(browser.location.hash).toBe('#/?a=lens');
    // What opens meanwhile is a step from there.
    keeper.open(() => (other.text = 'next'));
    arrive();
    expect(browser.entries).toEqual(['#/', '#/?b=next']);
  });
});

describe('leaving', () => {
  it('brings back what was not written when a reload began', () => {
    const keeper = open();
    set(keeper, 'last moment');
    browser.reload();
    expect(browser.location.hash).toBe('#/?a=1');
    part = new Part();
    open();
    expect(part.text).toBe('last moment');
    expect(browser.location.hash).toBe('#/?a=last+moment');
  });

  it('but not at another address, and once only', () => {
    const keeper = open();
    set(keeper, 'last moment');
    browser.reload();
    browser.history.replaceState(null, '', '#/?a=elsewhere');
    part = new Part();
    open();
    expect(part.text).toBe('elsewhere');
    browser.reload();
    browser.history.replaceState(null, '', '#/?a=1');
    open();
    expect(part.text).toBe('1');
  });

  it.each(['read', 'written'])('survives a browser that lets nothing be %s', (refused) => {
    const refuse = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
    if (refused === 'read') browser.sessionStorage.getItem = refuse;
    else browser.sessionStorage.setItem = refuse;
    const keeper = open();
    set(keeper, '2');
    expect(() => browser.reload()).not.toThrow();
  });
});

it('watches every part: what is costly, by what it depends on', () => {
  const asked: string[] = [];
  const cheap: AddressPart = {
    letter: 'x',
    get text() {
      asked.push('x');
      return null;
    },
    go: () => {},
  };
  const costly: AddressPart = {
    letter: 'y',
    get text() {
      asked.push('the text of y');
      return null;
    },
    go: () => {},
    watch: () => void asked.push('y'),
  };
  const keeper = new AddressKeeper([cheap, costly], drawing, browser);
  keeper.watch();
  expect(asked).toEqual(['x', 'y']);
});

it('of a page that is gone lets the window go', () => {
  const keeper = open();
  set(keeper, 'not yet written');
  keeper.end();
  vi.advanceTimersByTime(2000);
  browser.visit('#/?a=2');
  browser.reload();
  expect(browser.replaced).toBe(0);
  expect(part.sent).toEqual(['1']);
});
