export interface DroppedFile {
  /** Base name; with its folder before it where another of the same name was dropped. */
  name: string;
  file: File;
}

interface Found {
  folder: string;
  file: File;
}

/** The files of a drop, those in folders too, hidden ones left out. */
export async function droppedFiles(data: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return named([...data.files].map((file) => ({ folder: "", file })));
  return named((await Promise.all(entries.map((entry) => within(entry, "")))).flat());
}

/** The files that were chosen in a dialog, single ones or a folder's. */
export function chosenFiles(list: FileList): DroppedFile[] {
  return named(
    [...list].map((file) => ({ folder: file.webkitRelativePath.split("/").slice(0, -1).at(-1) ?? "", file })),
  );
}

async function within(entry: FileSystemEntry, folder: string): Promise<Found[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ folder, file }];
  }
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map((child) => within(child, entry.name)))).flat();
}

/** A reader gives its entries in portions, and an empty one at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

function named(found: readonly Found[]): DroppedFile[] {
  const shown = found.filter(({ file }) => !file.name.startsWith("."));
  const taken = new Set<string>();
  return shown.map(({ folder, file }) => {
    let name = file.name;
    if (taken.has(name) && folder) name = `${folder} ${file.name}`;
    name = freeName(name, taken);
    taken.add(name);
    return { name, file };
  });
}

/** The files under names that are not taken yet: `claims (2).csv`. */
export function besideThose(files: readonly DroppedFile[], names: Iterable<string>): DroppedFile[] {
  const taken = new Set(names);
  return files.map(({ name: wanted, file }) => {
    const name = freeName(wanted, taken);
    taken.add(name);
    return { name, file };
  });
}

/** The number stands before the ending, so that a file and its control report keep belonging together. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const ending = /(?:\.control)?\.[a-z0-9]{1,10}(?:\.gz)?$/i.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - ending.length);
  for (let n = 2; ; n++) {
    const free = `${stem} (${n})${ending}`;
    if (!taken.has(free)) return free;
  }
}
