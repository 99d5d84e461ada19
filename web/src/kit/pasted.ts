/** A handler that takes the file of whatever is pasted, where it holds one. */
export const takesPasted = (take: (file: File) => void) => (event: ClipboardEvent) => {
  const file = event.clipboardData?.files[0];
  if (!file) return;
  event.preventDefault();
  take(file);
};
