import { describe, expect, it } from 'vitest';
import { FakeDevices } from '../../meeting/local.fake';
import { LocalMedia } from '../../meeting/local-media.svelte';
import { PushToTalk } from './push-to-talk';
import { isTalkKey, shortcutFor } from './shortcuts';

function press(key: string, more: Partial<KeyboardEvent> = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more };
}

function inside(html: string, selector: string): Element | null {
  document.body.innerHTML = html;
  return document.body.querySelector(selector);
}

describe('shortcuts', () => {
  it('are single keys, whatever case they are written in', () => {
    expect(shortcutFor(press('m'), document.body)).toBe('microphone');
    expect(shortcutFor(press('C'), document.body)).toBe('chat');
    expect(shortcutFor(press('?'), document.body)).toBe('help');
    expect(shortcutFor(press('x'), document.body)).toBeNull();
  });

  it('leave alone what the browser or the system does with a key', () => {
    expect(shortcutFor(press('c', { ctrlKey: true }), document.body)).toBeNull();
    expect(shortcutFor(press('h', { metaKey: true }), document.body)).toBeNull();
    expect(shortcutFor(press('m', { repeat: true }), document.body)).toBeNull();
  });

  it('leave alone who writes, and who is in a dialog', () => {
    expect(shortcutFor(press('m'), inside('<textarea></textarea>', 'textarea'))).toBeNull();
    const dialog = '<div role="dialog"><button>x</button></div>';
    expect(shortcutFor(press('m'), inside(dialog, 'button'))).toBeNull();
    expect(shortcutFor(press('m'), inside('<button>x</button>', 'button'))).toBe('microphone');
  });

  it('let the space bar press a button that has the focus', () => {
    expect(isTalkKey(press(' '), document.body)).toBe(true);
    expect(isTalkKey(press(' '), inside('<button>x</button>', 'button'))).toBe(false);
  });
});

describe('push to talk', () => {
  it('opens the microphone while it is held, and releases it after', async () => {
    const devices = new FakeDevices();
    const { microphone } = new LocalMedia(devices);
    const talk = new PushToTalk(microphone);
    talk.press();
    talk.press();
    await Promise.resolve();
    await microphone.turnOn();
    expect(devices.given.microphone).toHaveLength(1);
    talk.release();
    expect(devices.last('microphone').readyState).toBe('ended');
    expect(microphone.wanted).toBe(false);
  });

  it('does not silence who is on anyway', async () => {
    const { microphone } = new LocalMedia(new FakeDevices());
    await microphone.turnOn();
    const talk = new PushToTalk(microphone);
    talk.press();
    talk.release();
    expect(microphone.wanted).toBe(true);
  });
});
