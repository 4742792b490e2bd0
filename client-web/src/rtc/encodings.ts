import type { types } from 'mediasoup-client';
import type { ProducerAppData } from '../protocol/media';

/** What is sent, each over a transport of its own. */
export type Source = 'microphone' | 'camera' | 'screen' | 'screenSound';

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
/** Of a screen that moves; a transport takes 5 Mbit/s. */
const MOTION_BITRATE = 4_500_000;
const SOUND_BITRATE = 128_000;

/** VP8 where the room has it: every browser encodes it in layers. */
function videoCodec(codecs: types.RtpCodecCapability[]): types.RtpCodecCapability | undefined {
  return codecs.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8');
}

/**
 * How a source is sent, given the codecs that this browser and the room share.
 *
 * @param hint what the track says of itself: W3C mst-content-hint
 */
export function sendPlanFor(
  source: Source,
  codecs: types.RtpCodecCapability[],
  hint = '',
): SendPlan {
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
        encodings: [
          {
            maxBitrate: hint === 'motion' ? MOTION_BITRATE : SCREEN_BITRATE,
            scalabilityMode: 'L1T3',
          },
        ],
        codec: videoCodec(codecs),
        appData: { isScreen: true },
      };
    case 'screenSound':
      return {
        codecOptions: { opusStereo: true, opusFec: true, opusMaxAverageBitrate: SOUND_BITRATE },
        appData: { isScreen: true },
      };
  }
}
