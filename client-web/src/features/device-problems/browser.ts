/** Browsers differ in where a refused permission is taken back. */
export type BrowserKind = 'chrome' | 'firefox' | 'safari' | 'safari-ios' | 'other';

/** Which browser's help fits, by what it calls itself. On an iPhone every browser is Safari in another dress. */
export function browserOf(userAgent: string): BrowserKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'safari-ios';
  if (userAgent.includes('Firefox/')) return 'firefox';
  if (/Chrom(e|ium)\//.test(userAgent)) return 'chrome';
  if (userAgent.includes('Safari/')) return 'safari';
  return 'other';
}
