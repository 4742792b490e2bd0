import type { types } from 'mediasoup-client';
import type { MediaChannel } from '../protocol/channel';
import { withDeadline } from '../util/deadline';
import { IceRestart } from './ice-restart';

const UPDATE_DEADLINE_MS = 5_000;

export type TransportContext = {
  channel: MediaChannel;
  roomId: string;
  /** A transport could not be brought back: the whole session has to be made anew. */
  onLost: () => void;
};

/** Whether a transport was not lost; one that was never used is not. */
export function stands({ connectionState }: types.Transport): boolean {
  return connectionState !== 'disconnected' && connectionState !== 'failed';
}

/** Gives a transport its signaling: connecting, and coming back after a change of network. */
export function connectOverChannel(
  transport: types.Transport,
  event: 'connect-transport' | 'connect-receive-transport',
  { channel, roomId, onLost }: TransportContext,
): void {
  const transportId = transport.id;
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    channel.request(event, { roomId, transportId, dtlsParameters }).then(() => {
      done();
    }, failed);
  });
  const restart = new IceRestart(
    transport,
    async () => {
      const { iceParameters, iceServers } = await channel.request('restart-ice', {
        roomId,
        transportId,
      });
      // The restart gathers anew, for which the first credentials may be too old.
      if (iceServers !== undefined) {
        await withDeadline(
          'updateIceServers',
          UPDATE_DEADLINE_MS,
          transport.updateIceServers({ iceServers }),
        );
      }
      return iceParameters;
    },
    onLost,
  );
  transport.on('connectionstatechange', (state) => {
    restart.onConnectionState(state);
  });
  transport.observer.on('close', () => {
    restart.stop();
  });
}
