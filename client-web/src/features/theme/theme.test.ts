import { describe, expect, it } from 'vitest';
import { memoryKeep } from '../../util/storage';
import { Theme } from './theme.svelte';

describe('the theme', () => {
  it('is the system’s until another is chosen, which is remembered', () => {
    const keep = memoryKeep();
    const root = document.createElement('html');
    const theme = new Theme(keep, root);
    expect([theme.name, root.dataset.theme]).toEqual(['system', undefined]);
    theme.choose('dark');
    expect(root.dataset.theme).toBe('dark');
    const later = document.createElement('html');
    expect(new Theme(keep, later).name).toBe('dark');
    expect(later.dataset.theme).toBe('dark');
    theme.choose('system');
    expect(root.dataset.theme).toBeUndefined();
  });

  it('is the system’s where what was kept makes no sense', () => {
    const root = document.createElement('html');
    expect(new Theme(memoryKeep({ 'foyer:theme': 'pink' }), root).name).toBe('system');
  });
});
