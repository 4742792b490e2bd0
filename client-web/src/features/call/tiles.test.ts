import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../meeting/local.fake';
import { tilesFor } from './tiles';

const ADA = {
  participantId: 'ada',
  name: 'Ada',
  muted: false,
  handRaised: false,
  speaking: false,
  self: false,
  camera: null,
  screen: null,
  cameraPaused: false,
  screenPaused: false,
  cameraProducer: null,
  screenProducer: null,
  quality: 'good' as const,
  spared: false,
};

describe('tiles', () => {
  it('show everybody, camera or not', () => {
    const bob = { ...ADA, participantId: 'bob', name: 'Bob', camera: fakeTrack('video') };
    const tiles = tilesFor([ADA, bob]);
    expect(tiles.map((tile) => [tile.participantId, tile.track !== null])).toEqual([
      ['ada', false],
      ['bob', true],
    ]);
  });

  it('have a name that begins with the person and tells the rest', () => {
    const [tile] = tilesFor([{ ...ADA, muted: true, handRaised: true }]);
    expect(tile?.label).toBe('Ada, microphone muted, hand raised');
    const [own] = tilesFor([{ ...ADA, self: true }]);
    expect(own?.label).toBe('Ada, you');
  });

  it('show no picture that stands still, and say why', () => {
    const screen = fakeTrack('video');
    const slow = { ...ADA, camera: fakeTrack('video'), cameraPaused: true };
    const [camera] = tilesFor([slow]);
    expect(camera?.track).toBeNull();
    expect(camera?.paused).toBe(true);
    expect(camera?.label).toBe('Ada, paused: slow network');
    const [, share] = tilesFor([{ ...ADA, screen, screenPaused: true }]);
    expect(share?.track).toBe(screen);
    expect(share?.label).toBe('Ada, screen, paused: slow network');
  });

  it('show no picture in low data mode, and say so of screens', () => {
    const pictures = { camera: fakeTrack('video'), screen: fakeTrack('video') };
    const [camera, screen] = tilesFor([{ ...ADA, ...pictures, spared: true }]);
    expect([camera?.track, screen?.track]).toEqual([null, null]);
    expect([camera?.label, screen?.label]).toEqual([
      'Ada',
      'Ada, screen, not shown in low data mode',
    ]);
  });

  it('say of a connection only that it is bad', () => {
    const labels = (['good', 'fair', 'poor'] as const).map(
      (quality) => tilesFor([{ ...ADA, quality }])[0]?.label,
    );
    expect(labels).toEqual(['Ada', 'Ada', 'Ada, bad connection']);
  });

  it('mirror only our own camera', () => {
    const screen = fakeTrack('video');
    const tiles = tilesFor([{ ...ADA, self: true, screen }, ADA]);
    expect(tiles.map((tile) => [tile.kind, tile.mirrored])).toEqual([
      ['camera', true],
      ['screen', false],
      ['camera', false],
    ]);
  });

  it('keep their key while a person turns things on and off', () => {
    const before = tilesFor([ADA]).map((tile) => tile.key);
    const after = tilesFor([{ ...ADA, camera: fakeTrack('video'), screen: fakeTrack('video') }]);
    expect(after.map((tile) => tile.key)).toEqual([...before, 'ada/screen']);
  });
});
