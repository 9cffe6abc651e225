import { Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../api/queries.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { requestParams } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { NameDialog } from "./NameDialog.tsx";
import { savedQuery, useSaving } from "./savedQueries.ts";
import "./saved.css";

interface SaveViewButtonProps {
  entry: CatalogueEntry;
  /** The page's address, whose filters are kept. */
  search: Search;
}

/** Views of this report that were saved, and the way to save the one that is open. */
export function SaveViewButton({ entry, search }: SaveViewButtonProps) {
  const { data: session } = useQuery(sessionQuery);
  const { data: views = [] } = useQuery(savedQuery("view"));
  const { save, withdraw, bringBack } = useSaving("view");
  const [opened, setOpened] = useState(false);
  const [naming, setNaming] = useState(false);
  const [gone, setGone] = useState<{ id: string; name: string }>();
  const own = views.filter((view) => view.content.report === entry.id && !view.withdrawn);
  const mayWrite = session?.profile === "plan-administration";
  if (!mayWrite && own.length === 0) return null;
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        trapFocus
        returnFocus
        shadow="md"
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <button type="button" className="button" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            Views{own.length > 0 ? ` (${own.length})` : ""}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="view-list" aria-label="Saved views">
          {own.length === 0 ? <p className="soft">No view of this report has been saved yet.</p> : null}
          <ul>
            {own.map(({ id, name, owner, content }) => (
              <li key={id}>
                <Link
                  to="/reports/$reportId"
                  params={{ reportId: entry.id }}
                  search={content.params}
                  onClick={() => setOpened(false)}
                >
                  {name}
                </Link>
                <span className="soft">{owner}</span>
                {mayWrite ? (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`Withdraw ${name}`}
                    onClick={() => void withdraw(id).then(() => setGone({ id, name }))}
                  >
                    Withdraw
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
          {gone ? (
            <p role="status">
              “{gone.name}” is withdrawn.{" "}
              <button
                type="button"
                className="link-button"
                onClick={() => void bringBack(gone.id).then(() => setGone(undefined))}
              >
                Undo
              </button>
            </p>
          ) : null}
          {mayWrite ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                setOpened(false);
                setNaming(true);
              }}
            >
              Save this view
            </button>
          ) : null}
        </Popover.Dropdown>
      </Popover>
      {naming ? (
        <NameDialog
          title="Save this view"
          name={entry.title}
          action="Save"
          onSave={(name) => save({ name, content: { report: entry.id, params: requestParams(search, entry) } })}
          onClose={() => setNaming(false)}
        >
          <p className="soft">The report with its filters as they are now, for everyone who may open it.</p>
        </NameDialog>
      ) : null}
    </>
  );
}
