import { type ReactNode, useEffect, useId, useRef } from "react";

interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** What the button that goes on says. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done; Escape and the other button leave all as it is. */
export function Confirm({ title, children, action, onConfirm, onClose }: ConfirmProps) {
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
        <button type="button" className="button" onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </dialog>
  );
}
