import type { Results, SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import graph from '@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url';
import solution from '@mediapipe/selfie_segmentation/selfie_segmentation.js?url';
import landscapeModel from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url';
import simdLoader from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url';
import simdWasm from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url';
import plainLoader from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.js?url';
import plainWasm from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.wasm?url';

/** Where the library finds its parts: beside our own code, on our own server. */
const PLACES: Readonly<Record<string, string>> = {
  'selfie_segmentation.binarypb': graph,
  'selfie_segmentation_landscape.tflite': landscapeModel,
  'selfie_segmentation_solution_simd_wasm_bin.js': simdLoader,
  'selfie_segmentation_solution_simd_wasm_bin.wasm': simdWasm,
  'selfie_segmentation_solution_wasm_bin.js': plainLoader,
  'selfie_segmentation_solution_wasm_bin.wasm': plainWasm,
};
/** The model for pictures that are wider than high. */
const LANDSCAPE = 1;

type Constructor = typeof SelfieSegmentation;
type Mask = Results['segmentationMask'];

/** Tells people from what is behind them. */
export interface Segmenter {
  /** A mask that is opaque where somebody is; good until the next call. */
  maskOf(picture: HTMLVideoElement): Promise<Mask>;
  close(): void;
}

let loading: Promise<Constructor> | null = null;

/** The library is a script that leaves its constructor on the window. */
function library(): Promise<Constructor> {
  loading ??= new Promise<Constructor>((loaded, failed) => {
    const script = document.createElement('script');
    script.src = solution;
    script.onload = () => {
      const found: unknown = Reflect.get(window, 'SelfieSegmentation');
      if (typeof found === 'function') loaded(found as Constructor);
      else failed(new Error('the segmentation script has no constructor'));
    };
    script.onerror = () => {
      failed(new Error('the segmentation script did not load'));
    };
    document.head.append(script);
  }).catch((error: unknown) => {
    loading = null; // to be tried again
    throw error;
  });
  return loading;
}

export async function openSegmenter(): Promise<Segmenter> {
  const Segmentation = await library();
  const segmentation = new Segmentation({
    locateFile: (name) => PLACES[name] ?? `/no-such-file/${name}`,
  });
  segmentation.setOptions({ modelSelection: LANDSCAPE });
  let mask: Mask | null = null;
  segmentation.onResults((results) => {
    mask = results.segmentationMask;
  });
  await segmentation.initialize();
  return {
    async maskOf(picture) {
      await segmentation.send({ image: picture });
      if (mask === null) throw new Error('no mask of a picture');
      return mask;
    },
    close() {
      void segmentation.close();
    },
  };
}
