import { type DragEvent, useId, useRef, useState } from "react";
import { chosenFiles, type DroppedFile, droppedFiles } from "./droppedFiles.ts";

interface DropAreaProps {
  onFiles: (files: DroppedFile[]) => void;
  disabled?: boolean;
  /** Lower where files are listed already. */
  small?: boolean;
}

/** Takes files and folders by drag and drop, or from a dialog. */
export function DropArea({ onFiles, disabled = false, small = false }: DropAreaProps) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (found: DroppedFile[]) => {
    if (found.length > 0) onFiles(found);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void droppedFiles(event.dataTransfer).then(take);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = disabled ? "none" : "copy";
    setOver(!disabled);
  };
  return (
    <section
      className="drop-area"
      aria-labelledby={id}
      data-over={over}
      data-small={small}
      onDragOver={hover}
      onDragEnter={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p id={id} className="drop-title">
        {small ? "Drop more files here" : "Drop the vendor’s files or a folder here"}
      </p>
      {small ? null : (
        <p className="soft">
          CSV or text with any separator, fixed width, Excel, Parquet, X12 (834, 835, 837, 820), also gzipped or in a
          zip. Put the vendor’s control report beside them, where there is one.
        </p>
      )}
      <p className="drop-actions">
        <button type="button" className="button" disabled={disabled} onClick={() => files.current?.click()}>
          Choose files
        </button>
        <button type="button" className="button" disabled={disabled} onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
      </p>
      <FileInput ref={files} label="Files to load" onFiles={take} />
      <FileInput ref={folder} label="Folder to load" onFiles={take} folder />
    </section>
  );
}

interface FileInputProps {
  ref: React.Ref<HTMLInputElement>;
  label: string;
  onFiles: (files: DroppedFile[]) => void;
  folder?: boolean;
}

/** Opened by a button that one sees; out of the way of keyboard and screen reader itself. */
function FileInput({ ref, label, onFiles, folder = false }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={label}
      data-folder={folder}
      {...(folder && { webkitdirectory: "" })}
      onChange={(event) => {
        if (event.target.files) onFiles(chosenFiles(event.target.files));
        event.target.value = "";
      }}
    />
  );
}
