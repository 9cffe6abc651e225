import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api/request.ts";
import type { Intake } from "../api/types.ts";
import { DropArea } from "../intake/DropArea.tsx";
import type { DroppedFile } from "../intake/droppedFiles.ts";
import { sendFiles } from "../intake/uploads.ts";
import "../intake/intake.css";

/** A place to drop files that leads on to the steps of loading them. */
export function NewLoad() {
  const navigate = useNavigate();
  const [why, setWhy] = useState<string | null>(null);
  const begin = async (files: DroppedFile[]) => {
    try {
      const { id } = await request<Intake>("/api/intakes", { method: "POST" });
      sendFiles(id, files);
      await navigate({ to: "/loads/new/$intakeId", params: { intakeId: id } });
    } catch (error) {
      setWhy(error instanceof Error ? error.message : "The files could not be sent.");
    }
  };
  return (
    <>
      <DropArea onFiles={(files) => void begin(files)} />
      {why ? (
        <p className="refusal" role="alert">
          {why}
        </p>
      ) : null}
    </>
  );
}
