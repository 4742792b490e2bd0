import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeadlineError, withDeadline } from './deadline';

describe('withDeadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('passes on a value that comes in time', async () => {
    await expect(withDeadline('answer', 100, Promise.resolve(7))).resolves.toBe(7);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects once the time is over, and hands a late value to its owner', async () => {
    const late: string[] = [];
    const slow = new Promise<string>((resolve) =>
      setTimeout(() => {
        resolve('camera');
      }, 150),
    );
    const outcome = withDeadline('camera', 100, slow, (value) => late.push(value));
    const rejected = expect(outcome).rejects.toBeInstanceOf(DeadlineError);
    await vi.advanceTimersByTimeAsync(100);
    await rejected;
    expect(late).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(late).toEqual(['camera']);
  });

  it('passes on a failure', async () => {
    await expect(withDeadline('x', 100, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
