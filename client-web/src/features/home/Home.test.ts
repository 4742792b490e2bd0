import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { rememberRoom } from '../../meeting/recent-rooms';
import { memoryKeep, type Keep } from '../../util/storage';
import Home from './Home.svelte';

describe('Home', () => {
  let keep: Keep;
  let entered: string[];

  beforeEach(() => {
    keep = memoryKeep();
    entered = [];
    rememberRoom(keep, { roomId: 'standup', secret: 's3cret', at: 1_700_000_000_000 });
    render(Home, { keep, enter: (path: string) => void entered.push(path) });
  });

  it('starts a meeting that nobody guesses, with a key behind the hash', async () => {
    const start = screen.getByRole('button', { name: 'Start a meeting' });
    await fireEvent.click(start);
    await fireEvent.click(start);
    expect(entered[0]).toMatch(/^\/[A-Za-z0-9_-]{16}#k=[A-Za-z0-9_-]{43}$/);
    expect(entered[1]).not.toBe(entered[0]);
  });

  it('goes where a code or a link leads, and says when it leads nowhere', async () => {
    const field = screen.getByLabelText('Meeting code or link');
    const enter = screen.getByRole('button', { name: 'Enter' });
    await fireEvent.input(field, { target: { value: 'https://meet.example/abc#k=x&i=y' } });
    await fireEvent.click(enter);
    expect(entered).toEqual(['/abc#k=x&i=y']);
    await fireEvent.input(field, { target: { value: 'two words' } });
    await fireEvent.click(enter);
    expect(screen.getByRole('alert').textContent).toMatch(/letters/);
    expect(entered).toHaveLength(1);
  });

  it('leads back to recent meetings, and forgets them', async () => {
    await fireEvent.click(screen.getByRole('link', { name: /^standup/ }));
    expect(entered).toEqual(['/standup#k=s3cret']);
    await fireEvent.click(screen.getByRole('button', { name: 'Forget standup' }));
    expect(screen.queryByRole('link')).toBeNull();
  });
});
