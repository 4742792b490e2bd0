/** Whether the text is now on the clipboard. */
export async function copyText(value: string): Promise<boolean> {
  // Absent on a page that was not loaded securely, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    await clipboard?.writeText(value);
    return clipboard !== undefined;
  } catch {
    return false;
  }
}
