import { counted } from "../format/list.ts";
import { formatSize } from "../format/size.ts";

export interface ListedFile {
  name: string;
  size: number;
  arrived: boolean;
  /** Bytes that have left. */
  sent: number;
  /** Why it did not arrive. */
  why: string | null;
}

interface FileListProps {
  files: readonly ListedFile[];
  onRemove: (file: ListedFile) => void;
  locked: boolean;
}

/** What was sent and what is on its way. */
export function FileList({ files, onRemove, locked }: FileListProps) {
  const arrived = files.filter((file) => file.arrived);
  const size = arrived.reduce((sum, file) => sum + file.size, 0);
  return (
    <section className="file-list" aria-label="Files">
      <p className="soft" role="status">
        {arrived.length === files.length
          ? `${counted(files.length, "file")}, ${formatSize(size)}`
          : `${arrived.length} of ${counted(files.length, "file")} arrived`}
      </p>
      <ul>
        {files.map((file) => (
          <li key={file.name}>
            <span className="file-name">{file.name}</span>
            <span className="number">{formatSize(file.size)}</span>
            <span className="file-state">
              {file.arrived || file.why ? null : (
                <progress
                  value={file.size === 0 ? 1 : file.sent / file.size}
                  max={1}
                  aria-label={`Sending ${file.name}`}
                />
              )}
              {file.why ? <span className="worse">Not sent: {file.why}</span> : null}
            </span>
            <button
              type="button"
              className="link-button"
              disabled={locked && file.arrived}
              aria-label={`${file.arrived || file.why ? "Remove" : "Stop"} ${file.name}`}
              onClick={() => onRemove(file)}
            >
              {file.arrived || file.why ? "Remove" : "Stop"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
