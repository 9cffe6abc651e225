import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { request } from "../api/request.ts";
import type { Intake } from "../api/types.ts";
import { Confirm } from "../components/Confirm.tsx";
import { JobProgress } from "../components/JobProgress.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { inWords } from "../format/list.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { AcceptStep } from "./AcceptStep.tsx";
import { CheckStep } from "./CheckStep.tsx";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { DoneStep } from "./DoneStep.tsx";
import { besideThose, type DroppedFile } from "./droppedFiles.ts";
import { FilesStep } from "./FilesStep.tsx";
import { StepList } from "./StepList.tsx";
import { openStep, type StepId } from "./steps.ts";
import { sendFiles, useUploads } from "./uploads.ts";
import { useIntake } from "./useIntake.ts";
import "../loads/loads.css";
import "./intake.css";

/** From files to an accepted load, a step at a time. Where it stands is kept by the server under the address's id. */
export function IntakePage() {
  useDocumentTitle("Load files");
  const { intakeId } = useParams({ strict: false }) as { intakeId?: string };
  const navigate = useNavigate();
  const { step: asked } = usePageSearch();
  const go = (to: StepId | undefined) => {
    void navigate({ to: ".", search: to ? { step: to } : {} }).then(() => {
      document.getElementById("main")?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    });
  };
  const handle = useIntake(intakeId, () => go(undefined));
  useRefreshOnArrival(intakeId, handle.refresh);
  const [failure, setFailure] = useState<unknown>(null);
  const { intake, job } = handle;
  const step = openStep(asked, intake);

  const uploads = useUploads(intakeId);
  const [asking, setAsking] = useState<DroppedFile[]>([]);
  const names = [
    ...(intake?.files ?? []).map(({ name }) => name),
    ...uploads.flatMap(({ name, state }) => (state === "failed" || state === "stopped" ? [] : name)),
  ];
  const clashing = asking.filter(({ name }) => names.includes(name));

  const add = (files: DroppedFile[]) => {
    if (files.some(({ name }) => names.includes(name))) setAsking(files);
    else void take(files);
  };
  const take = async (files: DroppedFile[]) => {
    setAsking([]);
    setFailure(null);
    try {
      const id = intakeId ?? (await request<Intake>("/api/intakes", { method: "POST" })).id;
      sendFiles(id, files);
      if (!intakeId) await navigate({ to: "/loads/new/$intakeId", params: { intakeId: id }, replace: true });
    } catch (error) {
      setFailure(error);
    }
  };

  if (handle.error) return <FailedPage title="Load files" error={handle.error} retry={() => void handle.refetch()} />;
  if (intakeId && !intake) return <h1 className="page-title">Load files</h1>;
  if (intake?.outcome) return <DoneStep intake={intake} outcome={intake.outcome} />;
  const running = intake?.job;
  return (
    <div className="intake">
      <nav className="way-back" aria-label="The way here">
        <Link to="/loads">Loads</Link>
      </nav>
      <h1 className="page-title">Load files</h1>
      <StepList current={step} intake={intake} onGo={go} />
      {running ? (
        <JobProgress
          key={running.id}
          id={running.id}
          job={job}
          doing={running.kind === "load" ? "Loading the files" : "Reading the files"}
          note={
            running.kind === "load"
              ? "Until it is accepted nothing changes, and reports can be read meanwhile."
              : "This changes nothing yet. You can leave this page and come back."
          }
        />
      ) : null}
      {handle.stopped ? (
        <p className="stale-note" role="status">
          Stopped; nothing was changed.
        </p>
      ) : null}
      <Refusal error={failure ?? handle.refusal} />
      {step === "files" ? <FilesStep handle={handle} onAdd={add} onGo={go} /> : null}
      {asking.length > 0 ? (
        <Confirm
          title={clashing.length === 1 ? "A file of that name is there" : "Files of those names are there"}
          action="Keep both"
          onConfirm={() => void take(besideThose(asking, names))}
          other={{
            action: clashing.length === 1 ? "Replace the former" : "Replace the former ones",
            onChoose: () => void take(asking),
          }}
          onClose={() => setAsking([])}
        >
          <p className="file-name">{inWords(clashing.slice(0, 8).map(({ name }) => name))}</p>
          <p>Keep both where they come from two places; replace the former where this one is a mended copy.</p>
        </Confirm>
      ) : null}
      {step === "columns" && intake ? (
        <ColumnsStep key={filesOf(intake)} handle={handle} intake={intake} onGo={go} />
      ) : null}
      {step === "check" && intake ? <CheckStep handle={handle} intake={intake} onGo={go} /> : null}
      {step === "accept" && intake ? <AcceptStep handle={handle} intake={intake} onGo={go} /> : null}
    </div>
  );
}

/** The editor begins anew where other files are to be mapped. */
function filesOf({ rehearsal }: Intake): string {
  return [...(rehearsal?.unmapped ?? []), ...(rehearsal?.mapped ?? [])].map(({ name }) => name).join("\n");
}

function Refusal({ error }: { error: unknown }) {
  if (!(error instanceof Error)) return null;
  return (
    <p className="refusal" role="alert">
      {error.message}
    </p>
  );
}

/** The server's list of files is asked for anew each time another has arrived. */
function useRefreshOnArrival(intakeId: string | undefined, refresh: () => Promise<unknown>) {
  const arrived = useUploads(intakeId).filter(({ state }) => state === "arrived").length;
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (arrived > 0) void latest.current();
  }, [arrived]);
}
