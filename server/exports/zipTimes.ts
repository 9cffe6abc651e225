const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
/** 1 January 1980, 00:00: the first moment that a zip entry can have. */
const firstDate = 0x0021;

/**
 * Sets the time of every entry of a zip archive to the first that the format knows, in place, so that equal contents
 * give equal bytes.
 */
export function clearZipTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < 0) throw new RangeError("not a zip archive");
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(at, true) !== directoryEntry || view.getUint32(local, true) !== localHeader) {
      throw new RangeError("a zip archive with a broken directory");
    }
    setTime(view, at + 12);
    setTime(view, local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, firstDate, true);
}
