import type { types } from 'mediasoup-client';
import type { ProducerAppData } from '../protocol/media';

export type Source = 'microphone' | 'camera' | 'screen';

export type SendPlan = {
  encodings?: types.RtpEncodingParameters[];
  codecOptions?: types.ProducerCodecOptions;
  codec?: types.RtpCodecCapability;
  appData: ProducerAppData;
};

const CAMERA_LAYERS: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];

const SCREEN_BITRATE = 2_500_000;

/** VP8 where the room has it: every browser encodes it in layers. */
function videoCodec(codecs: types.RtpCodecCapability[]): types.RtpCodecCapability | undefined {
  return codecs.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8');
}

/** How a source is sent, given the codecs that this browser and the room share. */
export function sendPlanFor(source: Source, codecs: types.RtpCodecCapability[]): SendPlan {
  switch (source) {
    case 'microphone':
      return { codecOptions: { opusDtx: true, opusFec: true, opusNack: true }, appData: {} };
    case 'camera':
      return {
        encodings: CAMERA_LAYERS.map((layer) => ({ ...layer })),
        codec: videoCodec(codecs),
        appData: {},
      };
    case 'screen':
      return {
        encodings: [{ maxBitrate: SCREEN_BITRATE }],
        codec: videoCodec(codecs),
        appData: { isScreen: true },
      };
  }
}
