import { type ReactNode, type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import "./saved.css";

interface NameDialogProps {
  title: string;
  /** What stands in the field at first. */
  name: string;
  label?: string;
  action: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for a name and saves; says why where it could not be saved. */
export function NameDialog({ title, name, label = "Name", action, onSave, onClose, children }: NameDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSave(text.trim());
      onClose();
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onCancel={onClose}>
      <h2 id={id}>{title}</h2>
      <form className="name-form" onSubmit={submit}>
        {children}
        <label>
          {label}
          <input
            className="text-input"
            value={text}
            maxLength={120}
            onChange={(event) => setText(event.target.value)}
            required
          />
        </label>
        {error ? (
          <p className="form-error" role="alert">
            {error}
          </p>
        ) : null}
        <div className="notice-actions">
          <button type="submit" className="button" data-primary disabled={busy || text.trim() === ""}>
            {action}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
