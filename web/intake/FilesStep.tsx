import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { Intake } from "../api/types.ts";
import { counted } from "../format/list.ts";
import { DropArea } from "./DropArea.tsx";
import type { DroppedFile } from "./droppedFiles.ts";
import { FileList, type ListedFile } from "./FileList.tsx";
import { KnownVendors } from "./KnownVendors.tsx";
import type { StepId } from "./steps.ts";
import { dropUpload, useUploads } from "./uploads.ts";
import type { IntakeHandle } from "./useIntake.ts";
import { useLeaveWarning } from "./useLeaveWarning.ts";

interface FilesStepProps {
  handle: IntakeHandle;
  onAdd: (files: DroppedFile[]) => void;
  onGo: (step: StepId) => void;
}

const noSettings: Intake["settings"] = { vendor: null, mode: { kind: "append" }, control: [] };

/** What was sent, who sent it, and the button that has it read. */
export function FilesStep({ handle, onAdd, onGo }: FilesStepProps) {
  const { intake, busy } = handle;
  const navigate = useNavigate();
  const uploads = useUploads(intake?.id);
  const settings = intake?.settings ?? noSettings;
  const [vendor, setVendor] = useState<string | null>(null);
  const named = (vendor ?? settings.vendor ?? "").trim();
  const sending = uploads.some(({ state }) => state === "waiting" || state === "sending");
  useLeaveWarning(sending);
  const files = listed(intake, uploads);
  const arrived = intake?.files.length ?? 0;
  const remove = (file: ListedFile) => {
    if (intake) dropUpload(intake.id, file.name);
    if (file.arrived) void handle.removeFile(file.name);
  };
  const discard = async () => {
    await handle.discard();
    await navigate({ to: "/loads" });
  };
  return (
    <>
      <p className="page-lead">
        Drop what the vendor sent. It is read and checked first; nothing changes until you accept it.
      </p>
      <DropArea onFiles={onAdd} disabled={!!intake?.job} small={files.length > 0} />
      {files.length > 0 ? <FileList files={files} onRemove={remove} locked={busy} /> : null}
      {intake?.failure?.of === "rehearsal" && !intake.job ? (
        <section className="failure" role="alert">
          <h2>The files could not be read</h2>
          <p>{intake.failure.message}</p>
        </section>
      ) : null}
      {files.length > 0 ? (
        <>
          <VendorField value={vendor ?? settings.vendor ?? ""} onChange={setVendor} />
          <div className="step-actions">
            <button
              type="button"
              className="button"
              data-primary
              disabled={busy || sending || arrived === 0}
              onClick={() => {
                if (intake) sessionStorage.removeItem(`vendor ${intake.id}`);
                void handle.rehearse({ ...settings, vendor: named || null });
              }}
            >
              {intake?.rehearsal ? "Read them again" : `Read ${counted(arrived, "file")}`}
            </button>
            {intake?.rehearsal && !intake.stale ? (
              <button type="button" className="button" disabled={busy} onClick={() => onGo("check")}>
                Back to the dry run
              </button>
            ) : null}
            <button type="button" className="link-button" disabled={busy || sending} onClick={() => void discard()}>
              Discard these files
            </button>
          </div>
        </>
      ) : null}
    </>
  );
}

function VendorField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>Who sent them</label>
      <input
        id={id}
        className="text-input"
        list={`${id}-known`}
        value={value}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <KnownVendors id={`${id}-known`} />
      <span className="soft">
        The administrator or vendor, as you call it. Mappings and the scorecard are kept under this name.
      </span>
    </p>
  );
}

/** What the server has, and beside it what is still on its way from this page. */
function listed(intake: Intake | undefined, uploads: ReturnType<typeof useUploads>): ListedFile[] {
  const underway = new Map(uploads.filter(({ state }) => state !== "arrived").map((each) => [each.name, each]));
  const there = (intake?.files ?? []).filter(({ name }) => !underway.has(name));
  return [
    ...there.map(({ name, size }) => ({ name, size, arrived: true, sent: size, why: null })),
    ...[...underway.values()].map(({ name, size, sent, state, why }) => ({
      name,
      size,
      arrived: false,
      sent,
      why: state === "stopped" ? "stopped" : why,
    })),
  ].sort((a, b) => a.name.localeCompare(b.name));
}
