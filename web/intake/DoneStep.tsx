import { Link } from "@tanstack/react-router";
import type { Intake } from "../api/types.ts";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { RestatementView } from "../loads/RestatementView.tsx";

interface DoneStepProps {
  intake: Intake;
  outcome: NonNullable<Intake["outcome"]>;
}

/** What became of it: the load's number, what it moved, and where to go from here. */
export function DoneStep({ intake, outcome: { number, restatement } }: DoneStepProps) {
  useDocumentTitle(`Load ${number} accepted`);
  return (
    <div className="intake">
      <nav className="way-back" aria-label="The way here">
        <Link to="/loads">Loads</Link>
      </nav>
      <h1 className="page-title">Load {number} is in</h1>
      <p className="page-lead">
        {intake.settings.vendor ? `What ${intake.settings.vendor} sent` : "What was sent"} is in the plan, and the
        reports are made from it now. It can be undone at any time.
      </p>
      <div className="step-actions first">
        <Link className="button" data-primary to="/reports/$reportId" params={{ reportId: "plan-summary" }}>
          Open the plan summary
        </Link>
        <Link className="button" to="/loads/$number" params={{ number: String(number) }}>
          See load {number}
        </Link>
        <Link className="button" to="/loads/new">
          Load more files
        </Link>
      </div>
      <section className="part">
        <h2>What it moved</h2>
        {restatement ? (
          <RestatementView restatement={restatement} />
        ) : (
          <p className="soft">Nothing was compared for this load.</p>
        )}
      </section>
    </div>
  );
}
