import { type ReactNode, useEffect, useId, useRef } from "react";

interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** What the button that goes on says. */
  action: string;
  onConfirm: () => void;
  /** Another way to go on. */
  other?: { action: string; onChoose: () => void };
  onClose: () => void;
}

/** Asks before something is done; Escape and the other button leave all as it is. */
export function Confirm({ title, children, action, onConfirm, other, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onCancel={onClose}>
      <h2 id={id}>{title}</h2>
      <div className="notice-text">{children}</div>
      <div className="notice-actions">
        <button type="button" className="button" data-primary onClick={onConfirm}>
          {action}
        </button>
        {other ? (
          <button type="button" className="button" onClick={other.onChoose}>
            {other.action}
          </button>
        ) : null}
        <button type="button" className="button" onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </dialog>
  );
}
