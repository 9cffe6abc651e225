import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Search } from "../filters/search.ts";
import { NameDialog } from "../saved/NameDialog.tsx";
import { savedQuery, useSaving } from "../saved/savedQueries.ts";
import { contentOf, type Draft, searchOfContent } from "./questionSearch.ts";

/** What was saved, to open, copy, withdraw and bring back; and the way to save what stands above. */
export function SavedQuestions({ draft, search }: { draft: Draft; search: Search }) {
  const { data: saved = [] } = useQuery(savedQuery("question"));
  const { save, withdraw, bringBack } = useSaving("question");
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const [opened, setOpened] = useState(false);
  const current = saved.find(({ id, withdrawn }) => id === search.saved && !withdrawn);
  const empty = draft.metrics.length === 0;
  return (
    <>
      <div className="builder-actions">
        {current ? (
          <button
            type="button"
            className="button"
            data-primary
            disabled={empty}
            onClick={() => void save({ id: current.id, content: contentOf(draft, search) })}
          >
            Save “{current.name}”
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          data-primary={!current}
          disabled={empty}
          onClick={() => setNaming(true)}
        >
          {current ? "Save as…" : "Save…"}
        </button>
        {saved.length > 0 ? (
          <button type="button" className="button" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            Saved ({saved.filter((each) => !each.withdrawn).length})
          </button>
        ) : null}
      </div>
      {opened ? (
        <ul className="saved-list">
          {saved.map(({ id, name, owner, version, withdrawn, content }) => (
            <li key={id} data-withdrawn={withdrawn}>
              {withdrawn ? (
                <span>{name}</span>
              ) : (
                <Link to="/build" search={{ ...searchOfContent(content), saved: id }}>
                  {name}
                </Link>
              )}
              <span className="soft">
                {owner}, version {version}
                {withdrawn ? ", withdrawn" : ""}
              </span>
              <span className="saved-actions">
                {withdrawn ? (
                  <button type="button" className="link-button" onClick={() => void bringBack(id)}>
                    Bring back
                  </button>
                ) : (
                  <>
                    <Link to="/reports/$reportId" params={{ reportId: `q-${id}` }}>
                      As a report
                    </Link>
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => void save({ name: `${name}, copy`, content })}
                    >
                      Duplicate
                    </button>
                    <button type="button" className="link-button" onClick={() => void withdraw(id)}>
                      Withdraw
                    </button>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {naming ? (
        <NameDialog
          title="Save this question"
          name={current ? `${current.name}, copy` : ""}
          action="Save"
          onSave={async (name) => {
            const made = await save({ name, content: contentOf(draft, search) });
            void navigate({ to: "/build", search: { ...search, saved: made.id }, resetScroll: false });
          }}
          onClose={() => setNaming(false)}
        >
          <p className="soft">It then stands under “Our reports”, with its period and filters as they are now.</p>
        </NameDialog>
      ) : null}
    </>
  );
}
