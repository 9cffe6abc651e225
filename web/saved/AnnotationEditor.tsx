import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../api/queries.ts";
import { formatMonth } from "../format/month.ts";
import { NameDialog } from "./NameDialog.tsx";
import { savedQuery, useSaving } from "./savedQueries.ts";
import "./saved.css";

interface AnnotationEditorProps {
  /** The month that a new note is of, at first. */
  month: string;
}

/** A button that opens the notes on the time axis: a change of plan, a new administrator. Plan administration only. */
export function AnnotationEditor({ month }: AnnotationEditorProps) {
  const { data: session } = useQuery(sessionQuery);
  const [opened, setOpened] = useState(false);
  if (session?.profile !== "plan-administration") return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpened(true)}>
        Notes on months
      </button>
      {opened ? <AnnotationDialog month={month} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function AnnotationDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const { data: notes = [] } = useQuery(savedQuery("annotation"));
  const { save, withdraw, bringBack } = useSaving("annotation");
  const [of, setOf] = useState(month);
  const sorted = [...notes].sort((a, b) => (a.content.month < b.content.month ? -1 : 1));
  return (
    <NameDialog
      title="What happened in a month"
      name=""
      label="What happened"
      action="Add"
      onSave={(text) => save({ name: text, content: { month: of, text } })}
      onClose={onClose}
    >
      {sorted.length > 0 ? (
        <ul className="note-list">
          {sorted.map(({ id, withdrawn, content }) => (
            <li key={id} data-withdrawn={withdrawn}>
              <b>{formatMonth(content.month)}</b> {content.text}{" "}
              <button
                type="button"
                className="link-button"
                aria-label={`${withdrawn ? "Bring back" : "Withdraw"} ${content.text}`}
                onClick={() => void (withdrawn ? bringBack(id) : withdraw(id))}
              >
                {withdrawn ? "Bring back" : "Withdraw"}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <label>
        Month
        <input
          className="text-input"
          type="month"
          value={of}
          pattern="\d{4}-\d{2}"
          onChange={(event) => setOf(event.target.value)}
          required
        />
      </label>
    </NameDialog>
  );
}
