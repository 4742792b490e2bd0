import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeDevices } from '../../meeting/local.fake';
import { LocalMedia } from '../../meeting/local-media.svelte';
import Prejoin from './Prejoin.svelte';

describe('Prejoin', () => {
  let names: string[];
  let left: number;
  const props = (rememberedName: string, refusal: string | null = null) => ({
    roomId: 'stand-up',
    local: new LocalMedia(new FakeDevices()),
    rememberedName,
    refusal,
    stage: 'door' as 'door' | 'connecting' | 'waiting',
    leave: () => {
      left++;
    },
    join: (name: string) => void names.push(name),
  });
  const button = (): HTMLButtonElement => screen.getByRole('button', { name: 'Join now' });

  beforeEach(() => {
    names = [];
    left = 0;
  });

  it('joins only with a name', async () => {
    render(Prejoin, props(''));
    expect(button().disabled).toBe(true);
    const field = screen.getByLabelText('Your name');
    await fireEvent.input(field, { target: { value: '   ' } });
    expect(button().disabled).toBe(true);
    await fireEvent.input(field, { target: { value: ' Ada ' } });
    expect(button().disabled).toBe(false);
    await fireEvent.click(button());
    expect(names).toEqual(['Ada']);
  });

  it('begins with the name of the last time and shows the code', () => {
    render(Prejoin, props('Ada'));
    expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('Ada');
    expect(screen.getByText('stand-up')).toBeDefined();
    expect(button().disabled).toBe(false);
  });

  it('says why joining failed', () => {
    render(Prejoin, props('Ada', 'This meeting is full.'));
    expect(screen.getByRole('alert').textContent).toBe('This meeting is full.');
  });

  it('waits for the host with the preview as it was, and lets go', async () => {
    const local = new LocalMedia(new FakeDevices());
    const { rerender } = render(Prejoin, { ...props('Ada'), local });
    await rerender({ stage: 'waiting' });
    expect(screen.getByText('Waiting for the host')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Join now' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Turn camera on' })).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    expect(left).toBe(1);
  });
});
